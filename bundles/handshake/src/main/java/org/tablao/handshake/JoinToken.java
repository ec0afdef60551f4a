package org.tablao.handshake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What a node shows when it joins for the first time. Read anew for each: an administrator may replace it. */
final class JoinToken {

    private final SecretFile file;

    private JoinToken(SecretFile file) {
        this.file = file;
    }

    /** Makes it where it is not there. */
    static JoinToken in(Path data) throws IOException {
        SecretFile file = new SecretFile(data.resolve("join.token")).inPrivateFolder();
        if (!file.isThere()) {
            file.write(Secrets.words());
        }
        return new JoinToken(file);
    }

    Path path() {
        return file.path();
    }

    boolean is(String shown) {
        try {
            String token = file.isThere() ? file.read() : "";
            return !token.isEmpty() && Secrets.same(token, shown);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file.path(), e);
        }
    }
}
