package org.tablao.link;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer as fast as the other side takes it, without a thread that waits. */
final class AnswerWriter implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
    private static final int PIECE = 64 << 10;

    private final Answer answer;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private byte[] body;
    private int written;

    AnswerWriter(Answer answer, HttpServletResponse response, AsyncContext async) {
        this.answer = answer;
        this.response = response;
        this.async = async;
    }

    @Override
    public void onWritePossible() throws IOException {
        if (body == null) {
            body = answer.body().get();
            head();
        }
        ServletOutputStream out = response.getOutputStream();
        while (written < body.length) {
            if (!out.isReady()) {
                return;
            }
            int length = Math.min(PIECE, body.length - written);
            out.write(body, written, length);
            written += length;
        }
        // Not before the last piece has gone: the container calls again.
        if (out.isReady()) {
            async.complete();
        }
    }

    private void head() {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.mediaType().isEmpty()) {
            response.setContentType(answer.mediaType());
            response.setContentLength(body.length);
        }
    }

    @Override
    public void onError(Throwable problem) {
        LOG.debug("an answer was cut off", problem);
        async.complete();
    }
}
