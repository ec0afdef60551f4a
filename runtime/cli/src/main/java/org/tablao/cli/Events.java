package org.tablao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What changes on the farm, until the listener has seen enough. A stream that breaks is taken up where it broke. */
final class Events {
    private static final int MOST_TRIES = 60;

    /** Hears of events. */
    interface Listener {
        /** The stream stands: what is asked for now cannot be missed. Also after {@code reset}. */
        void connected() throws CliException;

        /** An event; {@code heartbeat} has no data. */
        void heard(String type, Doc data) throws CliException;

        boolean hasEnough();
    }

    private final Server server;
    private final Duration pause;
    private String lastId = "";

    /** @param pause before a broken stream is opened again */
    Events(Server server, Duration pause) {
        this.server = server;
        this.pause = pause;
    }

    void listen(Listener listener) throws CliException {
        int tries = 0;
        while (!listener.hasEnough()) {
            try {
                String before = lastId;
                read(listener);
                tries = lastId.equals(before) ? tries + 1 : 0;
            } catch (CliException e) {
                tries++;
                if (e.exitCode() != ExitCode.UNREACHABLE || tries >= MOST_TRIES) {
                    throw e;
                }
            }
            if (!listener.hasEnough()) {
                pause();
            }
        }
    }

    private void read(Listener listener) throws CliException {
        Map<String, String> headers = lastId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastId);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.open("/events", headers), StandardCharsets.UTF_8))) {
            listener.connected();
            read(lines, listener);
        } catch (IOException e) {
            // It broke or fell silent, and is opened again.
            return;
        }
    }

    private void read(BufferedReader lines, Listener listener) throws IOException, CliException {
        String id = "";
        String type = "";
        String data = "";
        while (!listener.hasEnough()) {
            String line = lines.readLine();
            if (line == null) {
                return;
            }
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.startsWith(":")) {
                listener.heard("heartbeat", new Doc(""));
            } else if (line.isEmpty() && !type.isEmpty()) {
                lastId = id;
                tell(listener, type, data);
                type = "";
                data = "";
            }
        }
    }

    private static void tell(Listener listener, String type, String data) throws IOException, CliException {
        if (type.equals("reset")) {
            listener.connected();
        } else {
            listener.heard(type, Json.read(data));
        }
    }

    private void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
