package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators do about nodes, by the API. */
class CertificatesTest {
    private TestServer server;

    @BeforeEach
    void starts() throws Exception {
        server = new TestServer(Duration.ofSeconds(15));
    }

    @AfterEach
    void stops() throws Exception {
        server.close();
    }

    @Test
    void makesATokenThatIsGoodForAnHourUnlessSaidOtherwise() throws Exception {
        HttpResponse<String> made = server.post("/nodes/tokens", "{\"role\":\"worker\",\"name\":\"render-07\"}");
        assertEquals(201, made.statusCode());
        assertEquals("secret", TestServer.parse(made).get("secret").asText());
        assertEquals("no-store", made.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                List.of("administrator wants NewJoinToken[name=render-07, role=worker, seconds=3600]"),
                server.nodes.asked);
    }

    @Test
    void namesTheFieldThatIsMissing() throws Exception {
        HttpResponse<String> refused = server.post("/nodes/tokens", "{\"name\":\"render-07\"}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("\"field\":\"role\""), refused.body());
        assertEquals(List.of(), server.nodes.asked);
    }

    @Test
    void tellsAndDecides() throws Exception {
        assertEquals(
                "pending",
                TestServer.parse(server.get("/nodes")).get(0).get("status").asText());
        assertEquals(
                "ab12",
                TestServer.parse(server.get("/nodes/authority"))
                        .get("fingerprint")
                        .asText());
        for (String verb : List.of("approve", "refuse", "revoke")) {
            assertEquals(200, server.post("/nodes/N1/" + verb, "").statusCode());
        }
        assertEquals(200, server.post("/nodes/authority/rotate", "").statusCode());
        assertEquals(
                List.of(
                        "administrator approves N1",
                        "administrator refuses N1",
                        "administrator revokes N1",
                        "administrator rotates"),
                server.nodes.asked);
    }
}
