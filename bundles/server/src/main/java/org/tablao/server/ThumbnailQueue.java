package org.tablao.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.server.FrameId;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.thumbnail.ThumbnailStudio;

/**
 * Has the thumbnail of each published frame made, on a thread of its own, as soon as there is a studio. The queue is the store:
 * frames that wait cost no memory, and none is forgotten over a restart.
 */
@Component(service = ThumbnailQueue.class, immediate = true)
public final class ThumbnailQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailQueue.class);
    private static final int BATCH = 32;
    private static final long PAUSE_SECONDS = 2;

    private final ServerRoom room;
    private final ThumbnailFiles files;
    private final AtomicReference<ThumbnailStudio> studio = new AtomicReference<>();
    private final Semaphore news = new Semaphore(1);
    private final Runnable wake = this::wake;
    private final Thread thread;
    private volatile boolean closed;

    @Activate
    public ThumbnailQueue(@Reference ServerRoom room, @Reference NodeInfo node) {
        this.room = room;
        this.files = new ThumbnailFiles(ThumbnailFiles.folder(node));
        this.thread = new Thread(this::run, "tablao-server-thumbnails");
        room.onPublishedFrame(wake);
        thread.start();
    }

    @Deactivate
    public void close() throws InterruptedException {
        closed = true;
        room.forget(wake);
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addThumbnailStudio(ThumbnailStudio arrived) {
        studio.set(arrived);
        wake();
    }

    void removeThumbnailStudio(ThumbnailStudio gone) {
        studio.compareAndSet(gone, null);
    }

    private void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                news.acquire();
                if (!drain()) {
                    // The store or the owner does not answer: again in a while, or sooner if there is news.
                    if (!news.tryAcquire(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                        LOG.debug("looking again for frames without a thumbnail");
                    }
                    wake();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the thumbnail queue ends");
        }
    }

    /** Whether all was done that can be done now. */
    private boolean drain() throws InterruptedException {
        try {
            while (!closed && studio.get() != null) {
                List<FrameRow> waiting = room.store().framesWithoutThumbnail(BATCH);
                if (waiting.isEmpty()) {
                    return true;
                }
                for (FrameRow frame : waiting) {
                    ThumbnailStudio now = studio.get();
                    if (closed || now == null) {
                        return true;
                    }
                    settle(make(frame, now));
                }
            }
            return true;
        } catch (StoreException | CompletionException e) {
            LOG.warn("thumbnails wait: {}", e.getMessage());
            return false;
        }
    }

    private FrameRow make(FrameRow frame, ThumbnailStudio now) throws InterruptedException {
        try {
            return files.make(frame, now);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("ended while a thumbnail was made");
            }
            LOG.warn("frame {} ({}) has no thumbnail: {}", FrameId.of(frame), frame.path(), e.getMessage());
            return ThumbnailFiles.failed(frame);
        }
    }

    /** Waits until the row is durable: the store would give the same frame again. */
    private void settle(FrameRow done) {
        room.call((state, turn) -> state.jobs()
                        .find(done.jobId())
                        .map(job -> state.frames().thumbnail(turn, job, done))
                        .orElse(false))
                .toCompletableFuture()
                .join();
    }
}
