package org.tablao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Where the client reads and writes: results go to {@code out}, all else to {@code err}.
 *
 * @param interactive a person is there: may be asked, and sees lines overwritten
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    /** Asks before something that cannot be undone. */
    void confirm(String question) throws CliException {
        if (!interactive) {
            throw CliException.usage("nobody is there to ask; say --yes to do it");
        }
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
                throw new CliException(ExitCode.USAGE, "Nothing was done");
            }
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "The answer cannot be read: " + e.getMessage());
        }
    }
}
