package org.tablao.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public API, as any front end calls it. */
public final class Api {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String token;

    public Api(int port, String token) {
        this(
                URI.create("http://127.0.0.1:" + port),
                token,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    Api(URI base, String token, HttpClient http) {
        this.base = base;
        this.token = token;
        this.http = http;
    }

    /** An answer. */
    public record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {
        public JsonNode json() throws IOException {
            return JSON.readTree(bytes);
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    public Answer send(String method, String path, Optional<Object> body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (body.isPresent()) {
            byte[] bytes = body.get() instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : JSON.writeValueAsBytes(body.get());
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), response.body(), response.headers().map());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, Optional.empty());
    }

    public JsonNode read(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new IOException("GET " + path + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    /** All items of a list. */
    public List<JsonNode> list(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = read(path);
        if (page.isArray()) {
            page.forEach(items::add);
            return items;
        }
        String separator = path.contains("?") ? "&" : "?";
        page.get("items").forEach(items::add);
        while (!page.path("next").asText().isEmpty()) {
            page = read(path + separator + "cursor=" + page.get("next").asText());
            page.get("items").forEach(items::add);
        }
        return items;
    }

    public Answer submit(Map<String, Object> submission) throws IOException, InterruptedException {
        return send("POST", "/api/v1/jobs", Optional.of(submission));
    }

    /** Submits what must be accepted; answers the job's id. */
    public String job(String type, String shot, Map<String, Object> settings) throws IOException, InterruptedException {
        Answer answer =
                submit(Map.of("type", type, "name", shot, "project", "Itests", "shot", shot, "settings", settings));
        if (answer.status() != 201) {
            throw new IOException("the job was refused: " + answer.status() + " " + answer.text());
        }
        return answer.json().get("id").asText();
    }

    public JsonNode awaitEnd(String job, Duration most) {
        JsonNode[] last = new JsonNode[1];
        Patience.until(most, () -> "the end of job " + last[0], () -> {
            last[0] = read("/api/v1/jobs/" + job);
            return List.of("completed", "failed", "cancelled")
                    .contains(last[0].get("status").asText());
        });
        return last[0];
    }
}
