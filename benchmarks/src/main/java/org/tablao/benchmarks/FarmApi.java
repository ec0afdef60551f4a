package org.tablao.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The public API, as the administrator calls it. */
final class FarmApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_JOB_SECONDS = 120;

    private final HttpConnection connection;
    private final String authorization;

    FarmApi(int port, String adminToken) throws IOException {
        this.connection = new HttpConnection(port);
        this.authorization = "Authorization: Bearer " + adminToken + "\r\n";
    }

    /** Submits a job of so many tasks of one command; answers its id. */
    String submit(String command, int tasks) throws IOException {
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "type",
                "commands",
                "name",
                tasks + " × " + command,
                "settings",
                Map.of("command", command, "count", tasks)));
        HttpConnection.Answer answer = connection.send("POST", "/api/v1/jobs", authorization, body);
        if (answer.status() != 201) {
            throw new IOException("the job was refused: " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body()).get("id").asText();
    }

    void cancel(String jobId) throws IOException {
        HttpConnection.Answer answer =
                connection.send("POST", "/api/v1/jobs/" + jobId + "/cancel", authorization, new byte[0]);
        if (answer.status() != 200) {
            throw new IOException("cancel answered " + answer.status() + " " + answer.text());
        }
    }

    /** Waits until the job says {@code completed} with all its tasks. */
    void awaitCompleted(String jobId, int tasks) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_JOB_SECONDS);
        JsonNode job = read("/api/v1/jobs/" + jobId);
        while (!job.get("status").asText().equals("completed")) {
            if (System.nanoTime() > end) {
                throw new IOException("not completed after " + MOST_JOB_SECONDS + " s: " + job);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            job = read("/api/v1/jobs/" + jobId);
        }
        int completed = job.get("tasks").get("completed").asInt();
        if (completed != tasks) {
            throw new IOException(completed + " of " + tasks + " tasks are completed: " + job);
        }
    }

    private JsonNode read(String path) throws IOException {
        HttpConnection.Answer answer = connection.send("GET", path, authorization, new byte[0]);
        if (answer.status() != 200) {
            throw new IOException(path + " answered " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
