package org.tablao.dashboardproxy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;

/**
 * Carries the server's answer to the browser as it comes, each piece sent on at once. Holds no thread while nothing comes, asks
 * for the next pieces only when the last have gone, and hangs up on the server when the browser has gone.
 */
final class Passage implements Flow.Subscriber<List<ByteBuffer>>, WriteListener {
    private final AsyncContext browser;
    private final ServletOutputStream out;
    private final Runnable onEnd;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private Flow.Subscription server;
    private boolean unsent;
    private boolean asked = true;
    private boolean answered;
    private boolean blocked = true;
    private boolean ended;

    /** @param onEnd called once, when nothing comes any more */
    Passage(AsyncContext browser, ServletOutputStream out, Runnable onEnd) {
        this.browser = browser;
        this.out = out;
        this.onEnd = onEnd;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        server = subscription;
        if (ended) {
            subscription.cancel();
            return;
        }
        // The container calls back when the first piece may be written.
        out.setWriteListener(this);
        subscription.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> pieces) {
        asked = false;
        waiting.addAll(pieces);
        if (!blocked) {
            send();
        }
    }

    @Override
    public synchronized void onComplete() {
        answered = true;
        if (!blocked) {
            send();
        }
    }

    /** The server broke off; the browser sees a broken answer, not a whole one. */
    @Override
    public void onError(Throwable broken) {
        end();
    }

    @Override
    public synchronized void onWritePossible() {
        blocked = false;
        send();
    }

    /** Hangs up on both. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            if (server != null) {
                server.cancel();
            }
        }
        onEnd.run();
        browser.complete();
    }

    private void send() {
        try {
            while (!ended) {
                if (!out.isReady()) {
                    blocked = true;
                    return;
                }
                ByteBuffer piece = waiting.poll();
                if (piece != null) {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    out.write(bytes);
                    unsent = true;
                } else if (unsent) {
                    unsent = false;
                    out.flush();
                } else if (answered) {
                    end();
                } else {
                    askForMore();
                    return;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    private void askForMore() {
        if (!asked) {
            asked = true;
            server.request(1);
        }
    }
}
