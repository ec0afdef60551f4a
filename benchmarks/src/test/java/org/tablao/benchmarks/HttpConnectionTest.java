package org.tablao.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    @Test
    void readsABodyByItsLength() throws Exception {
        HttpConnection.Answer answer = askedOf("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

        assertEquals(200, answer.status());
        assertEquals("hello", answer.text());
    }

    @Test
    void readsABodyInChunks() throws Exception {
        HttpConnection.Answer answer = askedOf(
                "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=1\r\nlo\r\n0\r\n\r\n");

        assertEquals(401, answer.status());
        assertEquals("hello", answer.text());
    }

    @Test
    void readsAnAnswerWithoutABody() throws Exception {
        assertEquals(0, askedOf("HTTP/1.1 204 No Content\r\n\r\n").body().length);
    }

    @Test
    void saysThatTheOtherSideIsGone() {
        assertThrows(EOFException.class, () -> askedOf("HTTP/1.1 20"));
    }

    /** Sends a request to a server that answers with this text, and closes. */
    private static HttpConnection.Answer askedOf(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> serve(server, answer));
            try (HttpConnection connection = new HttpConnection(server.getLocalPort())) {
                HttpConnection.Answer read = connection.send(
                        "POST", "/path?x=1", "Tablao-Node: n\r\n", "{}".getBytes(StandardCharsets.UTF_8));
                assertTrue(request.join().startsWith("POST /path?x=1 HTTP/1.1\r\n"));
                assertTrue(request.join().endsWith("Content-Length: 2\r\n\r\n{}"));
                return read;
            }
        }
    }

    private static String serve(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            while (!request.toString().endsWith("{}")) {
                request.append((char) in.read());
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            return request.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
