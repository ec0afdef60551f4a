package org.tablao.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** No body may be longer than a mebibyte, whatever its head says. */
@Priority(Priorities.ENTITY_CODER)
final class BodyLimit implements ContainerRequestFilter {
    static final int MOST = 1 << 20;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > MOST) {
            throw tooLarge();
        }
        request.setEntityStream(new LimitedStream(request.getEntityStream()));
    }

    private static RefusedException tooLarge() {
        return new RefusedException(
                Refusal.TOO_LARGE,
                "The body is larger than 1 MiB.",
                "Name files by their paths; the farm reads them itself.");
    }

    private static final class LimitedStream extends FilterInputStream {
        private int left = MOST;

        LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
