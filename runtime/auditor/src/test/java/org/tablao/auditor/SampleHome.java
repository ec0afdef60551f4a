package org.tablao.auditor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;

/** The home of a farm in one process, after one job of two tasks with a frame each, the second waiting for the first. */
final class SampleHome {
    static final String JOB = "01K3V5Q8ZR2M7";

    final Path folder;
    final Path output;
    private final Database database;
    private final List<String> rows = new ArrayList<>();

    /** @param root where the home {@code farm} is */
    SampleHome(Path root, Database database) throws IOException, SQLException {
        this.folder = root.resolve("farm");
        this.database = database;
        this.output = Files.createDirectories(root.resolve("output"));
        Files.createDirectories(folder.resolve("data/journal"));
        makeSchema();
        fill();
    }

    /** Runs statements, separated by semicolons. */
    void sql(String statements) throws SQLException {
        change(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements.split(";")) {
                    statement.executeUpdate(sql);
                }
            }
        });
    }

    Path frame(int number) {
        return output.resolve("f_" + number + ".png");
    }

    Path journal() {
        return folder.resolve("data/journal/processes.jsonl");
    }

    /** What is done to the store. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }

    /** Where the store is. */
    interface Database {
        void change(Change change) throws SQLException;

        /** A schema script in its words. */
        String translated(String script);

        /** One byte, as it is written. */
        String oneByte();
    }

    private void change(Change change) throws SQLException {
        database.change(change);
    }

    private void makeSchema() throws SQLException {
        change(connection -> {
            for (int version = 1; ; version++) {
                try (InputStream script =
                                SampleHome.class.getResourceAsStream("/org/tablao/storage/V" + version + ".sql");
                        Statement statement = connection.createStatement()) {
                    if (script == null) {
                        return;
                    }
                    String text = database.translated(
                            new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", ""));
                    for (String sql : text.split(";\\s*\n")) {
                        if (!sql.isBlank()) {
                            statement.execute(sql);
                        }
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("reading the schema", e);
                }
            }
        });
    }

    private void fill() throws SQLException, IOException {
        byte[] plan =
                """
                {"jobId": "%s", "tasks": [{"number": 1}, {"number": 2, "dependsOn": [1]}],
                 "frames": [{"task": 1, "layer": "main", "number": 1}, {"task": 2, "layer": "main", "number": 2}]}
                """
                        .formatted(JOB)
                        .getBytes(StandardCharsets.UTF_8);
        change(connection -> {
            try (PreparedStatement blob = connection.prepareStatement("INSERT INTO blobs VALUES (?, ?)")) {
                blob.setString(1, "planned");
                blob.setBytes(2, plan);
                blob.executeUpdate();
            }
        });
        insert("meta", "name, content", "'store_id', 's1'");
        insert("projects", "id, name, created_at_millis", "'P', 'Stage', 1");
        insert("shots", "id, project_id, name, created_at_millis", "'S', 'P', '010', 1");
        insert(
                "managers",
                "id, name, public_key, boot_nonce, url, store_id, status, host, joined_at_millis, seen_at_millis,"
                        + " event_sequence",
                "'M', 'm1', 'k', 'b', '', 's1', 'available', '', 1, 1, 8");
        insert(
                "workers",
                "id, manager_id, name, public_key, boot_nonce, status, slots, host, capabilities, joined_at_millis,"
                        + " seen_at_millis",
                "'W', 'M', 'w1', 'k', 'b', 'idle', 1, '', '', 1, 1");
        insert(
                "jobs",
                "id, project_id, shot_id, name, type, priority, status, wanted, wish_revision, submitted_by,"
                        + " submitted_at_millis, started_at_millis, ended_at_millis, document, plan_sha256, task_count,"
                        + " manager_id, epoch, idempotency_key, reason",
                "'" + JOB + "', 'P', 'S', 'j', 't', 50, 'completed', 'run', 1, 'a', 1, 1, 1, '', 'planned', 2, 'M', 1,"
                        + " '', ''");
        for (int task = 1; task <= 2; task++) {
            insert(
                    "tasks",
                    "job_id, number, epoch, status, attempt, failures, worker_id, outcome, reason, hint,"
                            + " started_at_millis, ended_at_millis",
                    "'" + JOB + "', " + task + ", 1, 'completed', 1, 0, 'W', 'completed', '', '', 1, 1");
            insert(
                    "attempts",
                    "job_id, task_number, number, epoch, status, worker_id, outcome, reason, hint, leased_at_millis,"
                            + " ended_at_millis, run_seconds, files, versions",
                    "'" + JOB + "', " + task + ", 1, 1, 'published', 'W', 'completed', '', '', 1, 1, 1, '', ''");
            byte[] png = png(task);
            Files.write(frame(task), png);
            insert(
                    "frames",
                    "job_id, ordinal, project_id, shot_id, task_number, attempt, layer, number, name, path, status,"
                            + " rendered_at_millis, render_seconds, engine, engine_version, worker_id, width, height,"
                            + " peak_memory_bytes, size_bytes, sha256, thumbnail, thumbnail_path, thumbnail_type,"
                            + " thumbnail_sha256, thumbnail_bytes",
                    "'" + JOB + "', " + task + ", 'P', 'S', " + task + ", 1, 'main', " + task + ", 'n" + task + "', '"
                            + frame(task) + "', 'published', 1, 1, '', '', 'W', 4, 4, 0, " + png.length + ", '"
                            + sha256(png) + "', 'none', '', '', '', 0");
        }
        for (int sequence = 7; sequence <= 8; sequence++) {
            insert("outbox", "sequence, event", sequence + ", " + database.oneByte());
        }
        sql(String.join(";", rows));
    }

    private void insert(String table, String columns, String values) {
        rows.add("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")");
    }

    private static byte[] png(int shade) throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, shade);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
