package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
    private final List<Socket> sockets = new ArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Duration.ofMillis(200));
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void sendsWhatChanges() throws Exception {
        BufferedReader stream = open("");
        awaitListeners(1);
        server.feed.tellOfJob("J1");
        assertEquals(List.of("id: start-1", "event: job", "data: {\"id\":\"J1\"}"), nextEvent(stream));
        server.feed.tell("frame", Map.of("name", "größe\n0001"));
        assertEquals(List.of("id: start-2", "event: frame", "data: {\"name\":\"größe\\n0001\"}"), nextEvent(stream));
    }

    @Test
    void sendsFirstWhatCameAfterTheLastIdOfTheHeaderOrTheUrl() throws Exception {
        server.feed.tellOfJob("J1");
        server.feed.tellOfJob("J2");
        List<String> second = List.of("id: start-2", "event: job", "data: {\"id\":\"J2\"}");
        assertEquals(second, nextEvent(open("Last-Event-ID: start-1\r\n")));
        assertEquals(second, nextEvent(open("/api/v1/events?lastEventId=start-1", bearer())));
    }

    @Test
    void beatsWhileNothingChanges() throws Exception {
        BufferedReader stream = open("");
        String line = stream.readLine();
        while (!line.equals(": still here")) {
            line = stream.readLine();
        }
        assertEquals(": still here", line);
    }

    @Test
    void letsNobodyListenWithoutALogin() throws Exception {
        HttpResponse<String> answer = server.send(server.anonymous("/events"));
        assertEquals(401, answer.statusCode());
        assertEquals(
                "urn:tablao:problem:unauthenticated",
                TestServer.parse(answer).path("type").asText());
        assertTrue(server.feed.listeners.isEmpty());
    }

    @Test
    void knowsNoOtherMethod() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/events").DELETE());
        assertEquals(405, answer.statusCode());
        assertEquals("GET", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void endsTheStreamsOfASessionThatEnded() throws Exception {
        server.access.sessions.add("session0");
        BufferedReader stream = open("/api/v1/events", "Cookie: tablao-8080=session0\r\n");
        awaitListeners(1);
        server.access.sessions.clear();
        drain(stream);
        awaitListeners(0);
    }

    @Test
    void disconnectsWhoReadsTooSlowlyAndNobodyElse() throws Exception {
        open("");
        awaitListeners(1);
        BufferedReader quick = open("");
        awaitListeners(2);
        String large = "x".repeat(256 << 10);
        int told = 0;
        while (server.feed.listeners.size() == 2) {
            server.feed.tell("job", Map.of("id", large));
            told++;
            assertEquals("id: start-" + told, nextEvent(quick).get(0));
            assertTrue(told < 1000, "the slow reader was never disconnected");
        }
        server.feed.tellOfJob("last");
        assertEquals("id: start-" + (told + 1), nextEvent(quick).get(0));
    }

    @Test
    void endsItsStreamsWhenItStops() throws Exception {
        BufferedReader stream = open("");
        awaitListeners(1);
        server.events.end();
        drain(stream);
        awaitListeners(0);
    }

    private BufferedReader open(String headers) throws IOException {
        return open("/api/v1/events", bearer() + headers);
    }

    private static String bearer() {
        return "Authorization: Bearer " + FakeAccess.TOKEN + "\r\n";
    }

    private BufferedReader open(String path, String headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        sockets.add(socket);
        String request = "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return reader;
    }

    /** The lines of the next message that is an event. */
    private static List<String> nextEvent(BufferedReader stream) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = stream.readLine();
        while (line != null && (lines.isEmpty() || !line.isEmpty())) {
            if (line.startsWith("id:") || line.startsWith("event:") || line.startsWith("data:")) {
                lines.add(line);
            }
            line = stream.readLine();
        }
        return lines;
    }

    private static void drain(BufferedReader stream) throws IOException {
        while (stream.readLine() != null) {
            // Until the server ends it.
        }
    }

    private void awaitListeners(int number) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (server.feed.listeners.size() != number) {
                Thread.onSpinWait();
            }
        });
    }
}
