package org.tablao.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.tablao.nodeapi.farm.FarmEvent;

/** Events as they are sent. Of the last one the text is kept, since all clients get the same. */
final class EventText {
    static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Sent at once, so that the reader knows that it is connected; come back after two seconds. */
    static final byte[] GREETING = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private record Written(FarmEvent event, byte[] text) {}

    private volatile Written last = new Written(new FarmEvent("", "", ""), new byte[0]);

    byte[] of(FarmEvent event) {
        Written written = last;
        if (written.event() != event) {
            written = new Written(event, write(event));
            last = written;
        }
        return written.text();
    }

    private static byte[] write(FarmEvent event) {
        try {
            String text = "id: " + event.id() + "\nevent: " + event.type() + "\ndata: "
                    + Json.MAPPER.writeValueAsString(event.data()) + "\n\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing event " + event.id() + " of type " + event.type(), e);
        }
    }
}
