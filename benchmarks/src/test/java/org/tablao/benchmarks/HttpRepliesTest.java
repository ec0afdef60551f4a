package org.tablao.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpRepliesTest {
    private final HttpReplies replies = new HttpReplies();

    @Test
    void readsAnAnswerThatComesInPieces() throws IOException {
        assertTrue(read("HTTP/1.1 200 OK\r\nContent-").isEmpty());
        assertTrue(read("Length: 5\r\n\r\nhel").isEmpty());
        HttpConnection.Answer answer = read("lo").orElseThrow();

        assertEquals(200, answer.status());
        assertEquals("hello", answer.text());
    }

    @Test
    void readsTheNextAnswerAfterOneWithoutABody() throws IOException {
        assertEquals(204, read("HTTP/1.1 204 No Content\r\n\r\n").orElseThrow().status());
        assertEquals(
                "x",
                read("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx")
                        .orElseThrow()
                        .text());
    }

    @Test
    void readsABodyThatIsLargerThanItsFirstBuffer() throws IOException {
        String body = "y".repeat(10_000);
        byte[] bytes =
                ("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(bytes));
        Optional<HttpConnection.Answer> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = replies.read(channel);
        }
        assertEquals(body, answer.get().text());
    }

    @Test
    void saysThatTheOtherSideHasClosed() {
        assertThrows(EOFException.class, () -> read(""));
    }

    private Optional<HttpConnection.Answer> read(String text) throws IOException {
        return replies.read(Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
