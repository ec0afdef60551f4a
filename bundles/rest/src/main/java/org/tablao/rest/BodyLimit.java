package org.tablao.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/**
 * No body may be longer than a mebibyte, whatever its head says. What a refused request has still to say is read, within
 * reason, and forgotten: a connection closed on unread bytes can lose the answer.
 */
@Priority(Priorities.AUTHENTICATION - 1)
final class BodyLimit implements ContainerRequestFilter, ContainerResponseFilter {
    static final int MOST = 1 << 20;
    private static final int MOST_UNREAD = 8 << 20;
    private static final String WHOLE = "org.tablao.rest.body";
    private static final Logger LOG = LoggerFactory.getLogger(BodyLimit.class);

    @Override
    public void filter(ContainerRequestContext request) {
        InputStream whole = request.getEntityStream();
        request.setProperty(WHOLE, whole);
        if (request.getLength() > MOST) {
            throw tooLarge();
        }
        request.setEntityStream(new LimitedStream(whole));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400 || !mayHaveBody(request)) {
            return;
        }
        Object whole = request.getProperty(WHOLE);
        try {
            (whole instanceof InputStream body ? body : request.getEntityStream()).skipNBytes(MOST_UNREAD);
        } catch (IOException | IllegalStateException e) {
            LOG.trace("the body had ended", e);
        }
    }

    private static boolean mayHaveBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
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
