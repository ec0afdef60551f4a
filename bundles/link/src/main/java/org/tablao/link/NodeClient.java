package org.tablao.link;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The one HTTP client of a node. */
@Component(service = NodeClient.class)
public final class NodeClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ExecutorService threads;
    private final HttpClient client;

    @Activate
    public NodeClient() {
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "tablao-link-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        // Nodes talk to each other and to nobody else: no proxy, no redirect.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(threads)
                .build();
    }

    @Deactivate
    void close() {
        threads.shutdownNow();
    }

    CompletionStage<HttpResponse<byte[]>> send(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
