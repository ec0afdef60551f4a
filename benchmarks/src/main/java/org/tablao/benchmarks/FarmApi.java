package org.tablao.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** The public API, as the administrator calls it: a connection for each call, for between two of them it may be idle for long. */
final class FarmApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_JOB_SECONDS = 180;
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final int port;
    private final Optional<SSLContext> tls;
    private final String authorization;

    FarmApi(int port, Optional<SSLContext> tls, String adminToken) {
        this.port = port;
        this.tls = tls;
        this.authorization = "Authorization: Bearer " + adminToken + "\r\n";
    }

    /** Submits a job of so many tasks of one command; answers its id. */
    String submit(String command, int tasks) throws IOException {
        return submit(Map.of(
                "type",
                "commands",
                "name",
                tasks + " × " + command,
                "settings",
                Map.of("command", command, "count", tasks)));
    }

    /** Submits a job of tasks that are written out. */
    String submit(List<Map<String, Object>> tasks, int priority) throws IOException {
        return submit(
                Map.of("type", "tasks", "name", "tasks", "priority", priority, "settings", Map.of("tasks", tasks)));
    }

    String submit(Map<String, Object> submission) throws IOException {
        return call("POST", "/api/v1/jobs", submission).get("id").asText();
    }

    void cancel(String jobId) throws IOException {
        call("POST", "/api/v1/jobs/" + jobId + "/cancel", Map.of());
    }

    long completed(String jobId) throws IOException {
        return read(jobId).get("tasks").get("completed").asLong();
    }

    /** Waits until the job has ended; answers it as it then is. */
    JsonNode awaitEnd(String jobId) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_JOB_SECONDS);
        JsonNode job = read(jobId);
        while (!ENDED.contains(job.get("status").asText())) {
            if (System.nanoTime() > end) {
                throw new IOException("not ended after " + MOST_JOB_SECONDS + " s: " + job);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            job = read(jobId);
        }
        return job;
    }

    /** Calls with a JSON body; answers the JSON of a success. */
    JsonNode call(String method, String path, Map<String, ?> body) throws IOException {
        HttpConnection.Answer answer = send(method, path, JSON.writeValueAsBytes(body));
        if (answer.status() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    private JsonNode read(String jobId) throws IOException {
        HttpConnection.Answer answer = send("GET", "/api/v1/jobs/" + jobId, new byte[0]);
        if (answer.status() != 200) {
            throw new IOException("job " + jobId + " answered " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    private HttpConnection.Answer send(String method, String path, byte[] body) throws IOException {
        try (HttpConnection connection = new HttpConnection(port, tls)) {
            return connection.send(method, path, authorization, body);
        }
    }
}
