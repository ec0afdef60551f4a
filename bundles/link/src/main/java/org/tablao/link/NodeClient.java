package org.tablao.link;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.NodeTls;

/** The HTTP of a node: plain, and with its certificate from when it has one. */
@Component(service = NodeClient.class)
public final class NodeClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Sends a call on. */
    interface Sender {
        CompletionStage<HttpResponse<byte[]>> send(HttpRequest request);
    }

    /** @param generation of the certificate that its connections show */
    private record Secured(NodeTls tls, long generation, HttpClient client) {}

    private final ExecutorService threads;
    private final HttpClient plain;
    private final AtomicReference<NodeTls> tls = new AtomicReference<>();
    private final Map<String, Secured> byRole = new ConcurrentHashMap<>();

    @Activate
    public NodeClient() {
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "tablao-link-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.plain = builder().build();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addNodeTls(NodeTls arrived) {
        tls.set(arrived);
    }

    void removeNodeTls(NodeTls gone) {
        tls.compareAndSet(gone, null);
        byRole.clear();
    }

    @Deactivate
    void close() {
        threads.shutdownNow();
    }

    /** Calls to a node of that role. */
    Sender towards(String role) {
        return request -> "https".equals(request.uri().getScheme()) ? secured(request, role) : sent(plain, request);
    }

    /** Calls by which a node gets to its certificate. */
    Sender with(SSLContext context) {
        HttpClient client = builder().sslContext(context).build();
        return request -> sent(client, request);
    }

    private CompletionStage<HttpResponse<byte[]>> secured(HttpRequest request, String role) {
        NodeTls now = tls.get();
        if (now == null) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.UNAVAILABLE, "This node has no certificate of the farm yet: it joins first.", ""));
        }
        return sent(client(now, role), request).thenApply(response -> {
            response.sslSession().ifPresent(session -> now.identify(shown(session)));
            return response;
        });
    }

    /** With each certificate of its own a node begins with new connections; those from before end as they are left alone. */
    private HttpClient client(NodeTls now, String role) {
        long generation = now.generation();
        Secured last = byRole.get(role);
        if (last != null && last.tls() == now && last.generation() == generation) {
            return last.client();
        }
        HttpClient fresh = builder().sslContext(now.towards(role)).build();
        return byRole.merge(
                        role,
                        new Secured(now, generation, fresh),
                        (other, made) -> other.tls() == now && other.generation() == generation ? other : made)
                .client();
    }

    private static X509Certificate shown(SSLSession session) {
        try {
            return (X509Certificate) session.getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new RefusedException(Refusal.UNAUTHENTICATED, "The other side showed no certificate.", "");
        }
    }

    private static CompletionStage<HttpResponse<byte[]>> sent(HttpClient client, HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Nodes talk to each other and to nobody else: no proxy, no redirect. */
    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(threads);
    }
}
