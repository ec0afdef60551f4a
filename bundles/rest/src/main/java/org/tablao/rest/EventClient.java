package org.tablao.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. Whoever offers never waits: what the connection does not take at once is queued, up to a bound; a reader
 * who is slower is disconnected and may resume with the last id that arrived.
 */
final class EventClient implements WriteListener, AsyncListener {
    static final int MOST_QUEUED_BYTES = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Runnable atEnd;
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean mayWrite;
    private boolean unflushed;
    private boolean ended;

    EventClient(AsyncContext async, ServletOutputStream out, Runnable atEnd) {
        this.async = async;
        this.out = out;
        this.atEnd = atEnd;
    }

    /** Sends this after all that was offered before. */
    void offer(byte[] message) {
        boolean failed = false;
        synchronized (this) {
            if (ended) {
                return;
            }
            queue.add(message);
            queuedBytes += message.length;
            failed = !drain();
            if (!failed && queuedBytes > MOST_QUEUED_BYTES) {
                LOG.info("an event stream was closed: its reader is {} bytes behind", queuedBytes);
                failed = true;
            }
        }
        if (failed) {
            end();
        }
    }

    @Override
    public void onWritePossible() {
        boolean failed;
        synchronized (this) {
            mayWrite = true;
            failed = !drain();
        }
        if (failed) {
            end();
        }
    }

    /** Writes while the connection takes it; whether it still stands. */
    private boolean drain() {
        try {
            while (mayWrite && !ended) {
                if (!out.isReady()) {
                    mayWrite = false;
                } else if (!queue.isEmpty()) {
                    byte[] message = queue.remove();
                    queuedBytes -= message.length;
                    out.write(message);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return true;
                }
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            LOG.debug("an event stream broke", e);
            return false;
        }
    }

    /** Ends the stream; no more is sent. Again does nothing. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            queue.clear();
        }
        atEnd.run();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("the container had ended the stream before", e);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
