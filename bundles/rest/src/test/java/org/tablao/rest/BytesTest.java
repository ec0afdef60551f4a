package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTest {
    private static final String LOG = "/tasks/J.1/attempts/2/log";

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Duration.ofHours(1));
        server.files.logs.put("J.1.2", bytes("0123456789"));
        Path image = Files.writeString(folder.resolve("frame.png"), "0123456789");
        server.files.images.put("J-1", image);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void sendsALog() throws Exception {
        HttpResponse<String> answer = server.get(LOG);
        assertEquals(200, answer.statusCode());
        assertEquals("0123456789", answer.body());
        assertEquals("10", header(answer, "Log-Length"));
        assertEquals("text/plain;charset=utf-8", header(answer, "Content-Type").replace(" ", ""));
    }

    @Test
    void sendsALogFromAnOffset() throws Exception {
        assertEquals("789", server.get(LOG + "?offset=7").body());
        assertEquals("", server.get(LOG + "?offset=10").body());
        HttpResponse<String> beyond = server.get(LOG + "?offset=99");
        assertEquals("", beyond.body());
        assertEquals("10", header(beyond, "Log-Length"));
    }

    @Test
    void sendsTheEndOfALog() throws Exception {
        assertEquals("89", server.get(LOG + "?tail=2").body());
        assertEquals("0123456789", server.get(LOG + "?tail=99").body());
        assertEquals("", server.get(LOG + "?tail=0").body());
    }

    @Test
    void sendsARangeOfALog() throws Exception {
        HttpResponse<String> answer = ranged(LOG, "bytes=2-4");
        assertEquals(206, answer.statusCode());
        assertEquals("234", answer.body());
        assertEquals("bytes 2-4/10", header(answer, "Content-Range"));
        assertEquals("789", ranged(LOG, "bytes=7-").body());
        assertEquals("89", ranged(LOG, "bytes=-2").body());
        assertEquals("89", ranged(LOG, "bytes=8-99").body());
        assertEquals(200, ranged(LOG, "bytes=4-2").statusCode());
        assertEquals(200, ranged(LOG, "lines=1-2").statusCode());
    }

    @Test
    void refusesARangeBeyondTheEnd() throws Exception {
        HttpResponse<String> answer = ranged(LOG, "bytes=10-");
        assertEquals(416, answer.statusCode());
        assertEquals("bytes */10", header(answer, "Content-Range"));
        assertEquals(
                "urn:tablao:problem:range-not-satisfiable",
                TestServer.parse(answer).path("type").asText());
    }

    @Test
    void sendsALogThatIsLongerThanAPieceWhole() throws Exception {
        String line = "Fra:1 Mem:12.34M\n";
        String log = line.repeat((5 << 20) / line.length());
        server.files.logs.put("J.1.2", bytes(log));
        assertEquals(log, server.get(LOG).body());
        assertEquals(
                log.substring(100, 3_000_001), ranged(LOG, "bytes=100-3000000").body());
    }

    @Test
    void answersNotFoundForALogThatIsNotThere() throws Exception {
        assertEquals(404, server.get("/tasks/J.1/attempts/9/log").statusCode());
        assertEquals(400, server.get("/tasks/J.1/attempts/last/log").statusCode());
    }

    @Test
    void sendsAnImageToBeAskedForAgain() throws Exception {
        HttpResponse<String> answer = server.get("/frames/J-1/thumbnail");
        assertEquals("0123456789", answer.body());
        assertEquals("image/png", header(answer, "Content-Type"));
        assertEquals("10", header(answer, "Content-Length"));
        assertEquals("\"cafe\"", header(answer, "ETag"));
        assertEquals("private, no-cache", header(answer, "Cache-Control"));
        HttpResponse<String> again =
                server.send(server.request("/frames/J-1/thumbnail").header("If-None-Match", "\"cafe\""));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void letsAnImageBeKeptWhereTheUrlNamesItsBytes() throws Exception {
        String named = header(server.get("/frames/J-1/image?v=cafe"), "Cache-Control");
        assertEquals("private, max-age=31536000, immutable", named);
        assertEquals("private, no-cache", header(server.get("/frames/J-1/image?v=old"), "Cache-Control"));
    }

    @Test
    void sendsARangeOfAnImage() throws Exception {
        HttpResponse<String> answer = ranged("/frames/J-1/image", "bytes=2-4");
        assertEquals(206, answer.statusCode());
        assertEquals("234", answer.body());
        HttpResponse<String> changed = server.send(
                server.request("/frames/J-1/image").header("Range", "bytes=2-4").header("If-Range", "\"old\""));
        assertEquals("0123456789", changed.body());
    }

    @Test
    void answersNotFoundForAFileThatWentAway() throws Exception {
        Files.delete(folder.resolve("frame.png"));
        HttpResponse<String> answer = server.get("/frames/J-1/image");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("The file is not there any more."), answer.body());
    }

    private HttpResponse<String> ranged(String path, String range) throws Exception {
        return server.send(server.request(path).header("Range", range));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
