package org.tablao.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/** A worker as a manager sees it: the real protocol over HTTP, and tasks that take no time. Runs on a thread of its own. */
final class SimulatedWorker implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 20;

    private final int port;
    private final NodeIdentity identity;
    private final CountDownLatch joined;
    private final byte[] availability;
    private final Map<String, String> versions;
    private final HttpConnection connection;
    private String headers = "";
    private String nodeId = "";
    private volatile boolean stopping;
    private volatile String fault = "";

    SimulatedWorker(int port, NodeIdentity identity, String command, CountDownLatch joined) throws IOException {
        this.port = port;
        this.identity = identity;
        this.joined = joined;
        this.versions = Map.of(command, "1.0.0");
        this.availability = JSON.writeValueAsBytes(new Availability(
                List.of(new Capability("org.tablao.command", Map.of("command", command, "version", "1.0.0"))),
                1,
                1,
                List.of()));
        this.connection = new HttpConnection(port);
    }

    @Override
    public void run() {
        try {
            join();
            joined.countDown();
            work();
        } catch (IOException | GeneralSecurityException e) {
            if (!stopping) {
                fault = e.toString();
                joined.countDown();
            }
        }
    }

    /** Empty while all is well. */
    String fault() {
        return fault;
    }

    /** Steps 2 to 4. */
    private void join() throws IOException, GeneralSecurityException {
        HttpConnection.Answer challenge = identify(JSON.writeValueAsBytes(identity.unproved()));
        if (challenge.status() != 401) {
            throw unexpected("the first identify", challenge);
        }
        String nonce = JSON.readValue(challenge.body(), IdentifyAnswer.Challenged.class)
                .nonce();
        HttpConnection.Answer answer = identify(JSON.writeValueAsBytes(identity.answering(nonce)));
        if (answer.status() != 200) {
            throw unexpected("identify", answer);
        }
        IdentifyAnswer.Confirmed confirmed = JSON.readValue(answer.body(), IdentifyAnswer.Confirmed.class);
        nodeId = confirmed.nodeId();
        headers = "Tablao-Node: " + nodeId + "\r\nAuthorization: Bearer " + confirmed.sessionToken() + "\r\n";
    }

    private HttpConnection.Answer identify(byte[] identification) throws IOException {
        return connection.send("POST", "/node/v1/worker/identify", "", identification);
    }

    /** Steps 5 and 6, for ever. */
    private void work() throws IOException {
        while (!stopping) {
            HttpConnection.Answer answer = connection.send(
                    "POST", "/node/v1/worker/" + nodeId + "/available?wait=" + WAIT_SECONDS, headers, availability);
            if (answer.status() == 200) {
                runAll(List.of(JSON.readValue(answer.body(), TaskLease[].class)));
            } else if (answer.status() != 204) {
                throw unexpected("available", answer);
            }
        }
    }

    /** Each report brings the next task, as long as there are any. */
    private void runAll(List<TaskLease> first) throws IOException {
        List<TaskLease> leases = first;
        while (!leases.isEmpty()) {
            TaskLease lease = leases.get(0);
            ReportAnswer answer = report(lease);
            if (answer.publish()) {
                publish(lease);
            }
            leases = answer.next();
        }
    }

    private ReportAnswer report(TaskLease lease) throws IOException {
        byte[] report =
                JSON.writeValueAsBytes(new Report(lease.claim(), "completed", "", "", 0.0, List.of(), versions));
        HttpConnection.Answer answer =
                connection.send("POST", "/node/v1/lease/" + lease.leaseId() + "/report?next=true", headers, report);
        if (answer.status() != 200) {
            throw unexpected("report", answer);
        }
        return JSON.readValue(answer.body(), ReportAnswer.class);
    }

    private void publish(TaskLease lease) throws IOException {
        byte[] published = JSON.writeValueAsBytes(new Published(lease.claim(), ""));
        HttpConnection.Answer answer =
                connection.send("POST", "/node/v1/lease/" + lease.leaseId() + "/published", headers, published);
        if (answer.status() != 200) {
            throw unexpected("published", answer);
        }
    }

    /** Ends its waiting call; its thread then ends. */
    void stop() throws IOException {
        stopping = true;
        connection.close();
    }

    /** Says good-bye, once its thread has ended. */
    void leave() throws IOException {
        if (nodeId.isEmpty()) {
            return;
        }
        try (HttpConnection last = new HttpConnection(port)) {
            last.send("POST", "/node/v1/worker/" + nodeId + "/leave", headers, new byte[0]);
        }
    }

    private static IOException unexpected(String call, HttpConnection.Answer answer) {
        return new IOException(call + " answered " + answer.status() + " " + answer.text());
    }
}
