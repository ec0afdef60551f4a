package org.tablao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anybody may send. */
class BadCallsTest {

    private static final String NODE = "019aaaaa-0000-7000-8000-000000000001";
    private static final String LEASE = "/node/v1/lease/0ABCDEFGHJKMN.1.1";

    private final FakeWorkerGate manager = new FakeWorkerGate();
    private TwoNodes nodes;

    @BeforeEach
    void starts() throws Exception {
        nodes = new TwoNodes()
                .serving(
                        new WorkerRoutes(manager, new CertificateCheck(false)), "/node/v1/worker/*", "/node/v1/lease/*")
                .started();
    }

    @AfterEach
    void stops() throws Exception {
        assertEquals(List.of(), manager.heard);
        nodes.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /node/v1/worker/w1/available",
        "POST, /node/v1/worker/019aaaaa-0000-7000-8000-000000000001/evict",
        "POST, /node/v1/lease/0ABCDEFGHJKMN.0.1/heartbeat",
        "POST, /node/v1/lease/0ABCDEFGHJKMN.1/heartbeat",
        "POST, /node/v1/lease/%C3%91ABCDEFGHJKM.1.1/heartbeat",
        "GET, /node/v1/worker/identify",
        "PUT, /node/v1/lease/0ABCDEFGHJKMN.1.1/report",
    })
    void knowsNoOtherPaths(String method, String path) throws Exception {
        HttpResponse<String> response = send(call(path).method(method, BodyPublishers.ofString("{}")));
        assertEquals(404, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertTrue(response.body().contains("\"refusal\":\"not-found\""), response.body());
    }

    @Test
    void wantsASession() throws Exception {
        HttpRequest.Builder call = HttpRequest.newBuilder(uri(LEASE + "/heartbeat"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        assertEquals(
                "{\"type\":\"urn:tablao:refusal:unauthenticated\",\"title\":\"unauthenticated\",\"status\":401,\"detail\":\"The"
                        + " header Tablao-Node names no node.\",\"wayOut\":\"Identify first.\",\"refusal\":\"unauthenticated\","
                        + "\"problems\":[]}",
                send(call).body());
        assertEquals(
                401,
                send(call.header("Tablao-Node", NODE).header("Authorization", "Basic dDpw"))
                        .statusCode());
    }

    @Test
    void namesTheFieldThatIsMissing() throws Exception {
        HttpResponse<String> response = send(call(LEASE + "/heartbeat")
                .POST(BodyPublishers.ofString("{\"claim\":{\"incarnation\":\"i\",\"epoch\":1},\"new\":1}")));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("\"field\":\"claim.attempt\""), response.body());
    }

    @ParameterizedTest
    @CsvSource({"null", "[]", "{", "{} {}", "''"})
    void refusesWhatIsNoMessage(String body) throws Exception {
        assertEquals(
                400,
                send(call(LEASE + "/heartbeat").POST(BodyPublishers.ofString(body)))
                        .statusCode());
    }

    @Test
    void refusesWhatABrowserMaySendUnasked() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/node/v1/worker/identify"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("The body is not application/json."), response.body());
    }

    @Test
    void refusesALogPieceThatIsTooLong() throws Exception {
        byte[] bytes = new byte[(1 << 20) + 1];
        BodyPublisher unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        HttpResponse<String> response = send(call(LEASE + "/log?offset=0").PUT(unannounced));
        assertEquals(413, response.statusCode());
    }

    @ParameterizedTest
    @CsvSource({"-1", "x", "61", "''"})
    void refusesAWaitThatIsOutOfBounds(String wait) throws Exception {
        HttpResponse<String> response =
                send(call("/node/v1/worker/" + NODE + "/available?wait=" + wait).POST(BodyPublishers.ofString("{}")));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("wait is no whole number from 0 to 60."), response.body());
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer t0ken")
                .header("Tablao-Node", NODE)
                .header("Content-Type", "application/json");
    }

    private URI uri(String path) {
        return URI.create(nodes.address() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder call) throws Exception {
        return HttpClient.newHttpClient().send(call.build(), BodyHandlers.ofString());
    }
}
