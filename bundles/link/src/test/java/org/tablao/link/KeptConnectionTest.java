package org.tablao.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are refused by their head alone, one after the other on one connection. */
class KeptConnectionTest {
    private static final String PATH = "POST /node/v1/lease/0ABCDEFGHJKMN.1.1/heartbeat HTTP/1.1\r\nHost: m\r\n";
    private static final String SMALL = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n";

    private TwoNodes nodes;
    private Socket socket;

    @BeforeEach
    void starts() throws Exception {
        nodes = new TwoNodes()
                .serving(new WorkerRoutes(new FakeWorkerGate(), new CertificateCheck(false)), "/node/v1/lease/*")
                .started();
        URI address = nodes.address();
        socket = new Socket(address.getHost(), address.getPort());
    }

    @AfterEach
    void stops() throws Exception {
        socket.close();
        nodes.close();
    }

    @Test
    void waitsForTheBodyBeforeItAnswersSoThatTheNextCallMayFollow() throws Exception {
        send(PATH + SMALL);
        assertTrue(isSilent(), "it answered while the body was still to come");
        send("{}");
        assertTrue(answer().startsWith("HTTP/1.1 401 "));

        send(PATH + SMALL + "{}");
        assertTrue(answer().startsWith("HTTP/1.1 401 "), "the connection goes on");
    }

    @Test
    void saysThatTheConnectionEndsWhereTheBodyIsNotWorthReading() throws Exception {
        send(PATH + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{");
        String answer = answer();
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertEquals(-1, socket.getInputStream().read());
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private boolean isSilent() throws IOException {
        socket.setSoTimeout(300);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return e.bytesTransferred == 0;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    /** Head and body of one answer. */
    private String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, () -> "the connection ended after: " + head);
            head.append((char) next);
        }
        String length = head.substring(head.indexOf("Content-Length: ") + 16).split("\r\n", 2)[0];
        in.readNBytes(Integer.parseInt(length));
        return head.toString();
    }
}
