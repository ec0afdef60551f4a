package org.tablao.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;

/**
 * A worker as a manager sees it: the real protocol over HTTP, one slot, tasks that do nothing. It joins by a connection that
 * waits, then lives on its crowd's thread.
 */
final class SimulatedWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 60;

    /** What becomes of a lease: how long its task takes, and that it was told. On the crowd's thread. */
    interface Tasks {
        /** Nanoseconds until the task is reported. */
        long told(String leaseId);
    }

    private final int port;
    private final Optional<SSLContext> tls;
    private final List<String> commands;
    private final Tasks tasks;
    private final HttpReplies replies = new HttpReplies();
    private final Deque<LeaseText> leases = new ArrayDeque<>();
    private final AtomicLong reported;
    private boolean reporting;
    private SocketChannel channel;
    private Optional<TlsChannel> secured = Optional.empty();
    private String nodeId = "";
    private String headers = "";
    private byte[] available = {};
    private String reportTail = "";

    /** @param reported counts reports that were acknowledged */
    SimulatedWorker(int port, Optional<SSLContext> tls, List<String> commands, Tasks tasks, AtomicLong reported) {
        this.reported = reported;
        this.port = port;
        this.tls = tls;
        this.commands = List.copyOf(commands);
        this.tasks = tasks;
    }

    /** Steps 2 to 4. */
    void join(NodeIdentity identity) throws IOException, GeneralSecurityException {
        try (HttpConnection connection = new HttpConnection(port, tls)) {
            HttpConnection.Answer challenge = identify(connection, JSON.writeValueAsBytes(identity.unproved()));
            if (challenge.status() != 401) {
                throw unexpected("the first identify", challenge);
            }
            String nonce = JSON.readValue(challenge.body(), IdentifyAnswer.Challenged.class)
                    .nonce();
            HttpConnection.Answer answer = identify(connection, JSON.writeValueAsBytes(identity.answering(nonce)));
            if (answer.status() != 200) {
                throw unexpected("identify", answer);
            }
            IdentifyAnswer.Confirmed confirmed = JSON.readValue(answer.body(), IdentifyAnswer.Confirmed.class);
            nodeId = confirmed.nodeId();
            headers = "Tablao-Node: " + nodeId + "\r\nAuthorization: Bearer " + confirmed.sessionToken() + "\r\n";
        }
        List<Capability> offered = commands.stream()
                .map(command -> new Capability("org.tablao.command", Map.of("command", command, "version", "1.0.0")))
                .toList();
        available = request(
                "/node/v1/worker/" + nodeId + "/available?wait=" + WAIT_SECONDS,
                JSON.writeValueAsString(new Availability(offered, 1, 1, List.of())));
        reportTail = ",\"outcome\":\"completed\",\"reason\":\"\",\"hint\":\"\",\"runSeconds\":0.0,\"files\":[],"
                + "\"versions\":{\"" + commands.get(0) + "\":\"1.0.0\"}}";
    }

    /** Opens the connection that it works over; soon to be used, for an idle one is closed. */
    void connect() throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (tls.isPresent()) {
            secured = Optional.of(new TlsChannel(channel, tls.get()));
        }
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Step 5. */
    void ask() throws IOException {
        write(available);
    }

    /**
     * Takes what has come.
     *
     * @return nanoseconds until the task it was given is to be reported; empty where there is none
     */
    Optional<Long> takeAnswer() throws IOException {
        Optional<HttpConnection.Answer> answer = secured.isPresent() ? opened(secured.get()) : replies.read(channel);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        int status = answer.get().status();
        if (status != 200 && status != 204) {
            throw unexpected("the manager", answer.get());
        }
        if (reporting) {
            reporting = false;
            reported.incrementAndGet();
        }
        leases.addAll(LeaseText.all(answer.get().body()));
        if (leases.isEmpty()) {
            ask();
            return Optional.empty();
        }
        return Optional.of(tasks.told(leases.element().leaseId()));
    }

    private Optional<HttpConnection.Answer> opened(TlsChannel from) throws IOException {
        Optional<HttpConnection.Answer> answer = replies.read(from);
        while (answer.isEmpty() && from.hasMore()) {
            answer = replies.read(from);
        }
        return answer;
    }

    /** The task is done; the answer may bring the next one. */
    void report() throws IOException {
        LeaseText lease = leases.remove();
        reporting = true;
        write(request(
                "/node/v1/lease/" + lease.leaseId() + "/report?next=true", "{\"claim\":" + lease.claim() + reportTail));
    }

    private byte[] request(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        if (secured.isPresent()) {
            secured.get().write(left);
            return;
        }
        // One small request at a time: the socket's buffer always has room for it.
        channel.write(left);
        if (left.hasRemaining()) {
            throw new IOException("the manager does not take what it is sent");
        }
    }

    private static HttpConnection.Answer identify(HttpConnection connection, byte[] identification) throws IOException {
        return connection.send("POST", "/node/v1/worker/identify", "", identification);
    }

    /** Says good-bye. */
    void leave() throws IOException {
        try (HttpConnection last = new HttpConnection(port, tls)) {
            last.send("POST", "/node/v1/worker/" + nodeId + "/leave", headers, new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static IOException unexpected(String call, HttpConnection.Answer answer) {
        return new IOException(call + " answered " + answer.status() + " " + answer.text());
    }
}
