package org.tablao.derby;

import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what Derby would write to a {@code derby.log} in the working directory into the log of the node. */
public final class EngineLog extends Writer {

    private static final Logger LOG = LoggerFactory.getLogger("org.apache.derby");

    private final StringBuilder line = new StringBuilder();

    private EngineLog() {}

    /** Called by Derby, which finds this method by its name in a system property. */
    public static Writer open() {
        return new EngineLog();
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        synchronized (line) {
            for (int i = offset; i < offset + length; i++) {
                if (characters[i] == '\n') {
                    endLine();
                } else {
                    line.append(characters[i]);
                }
            }
        }
    }

    private void endLine() {
        String text = line.toString().strip();
        line.setLength(0);
        if (text.contains("ERROR")) {
            LOG.warn("{}", text);
        } else if (!text.isEmpty()) {
            LOG.debug("{}", text);
        }
    }

    @Override
    public void flush() {
        // Lines go out as they end.
    }

    @Override
    public void close() {
        // Derby closes it at shutdown, and opens another when it boots again.
    }
}
