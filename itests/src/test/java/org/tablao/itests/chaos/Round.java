package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.itests.Api;
import org.tablao.itests.Patience;
import org.tablao.itests.Scenes;

/** Jobs, troubles, and then: all has ended, nothing runs, and the auditor finds nothing. */
final class Round {
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
    private static final Duration MOST = Duration.ofSeconds(120);

    /** A stopped child may take its notice, and a look comes each tenth of a second. */
    private static final long MOST_OVERLAP_MILLIS = 2_000;

    /** Nobody ends what a frozen worker's children do: they go on for as long as it is frozen, or until they are done. */
    private static final long MOST_OVERLAP_FROZEN_MILLIS = 8_000;

    private final ChaosFarm farm;
    private final long seed;
    private final List<Trouble> troubles;
    private final Random random;
    private final Path folder;
    private final Path beats;
    private final List<String> jobs = new ArrayList<>();

    Round(ChaosFarm farm, long seed, List<Trouble> troubles) throws IOException {
        this.farm = farm;
        this.seed = seed;
        this.troubles = troubles;
        this.random = new Random(seed);
        this.folder = Files.createDirectories(farm.folder.resolve("out/" + seed));
        this.beats = Files.createDirectories(folder.resolve("beats"));
    }

    /** @param blender whether real frames are rendered too */
    void run(boolean blender) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Troubles maker = new Troubles(farm, random);
        int before = farm.api().list("/api/v1/jobs").size();
        submit("a", 12 + random.nextInt(12));
        if (blender) {
            submitBlender();
        }
        for (Trouble trouble : troubles) {
            maker.make(trouble, jobs);
            submit("after " + trouble, 4 + random.nextInt(6));
        }
        maker.calm();
        long calm = System.nanoTime();
        Api api = farm.api();
        for (String job : jobs) {
            Patience.until(
                    MOST,
                    () -> "the end of job " + job,
                    () -> ENDED.contains(
                            api.read("/api/v1/jobs/" + job).get("status").asText()));
        }
        Patience.until(MOST, "the arrival of what was late", () -> farm.toManager.late() + farm.toServer.late() == 0);
        assertEquals(before + jobs.size(), api.list("/api/v1/jobs").size(), "one job for each key");
        for (String job : jobs) {
            lookAt(api, job);
        }
        long ended = System.nanoTime();
        farm.awaitCleanRest();
        long rested = System.nanoTime();
        long overlap = Beats.longestOverlapMillis(beats);
        long most = troubles.contains(Trouble.FREEZE_WORKER) ? MOST_OVERLAP_FROZEN_MILLIS : MOST_OVERLAP_MILLIS;
        assertTrue(overlap <= most, "two attempts of a task ran at once for " + overlap + " ms");
        System.out.println("chaos: seed " + seed + " " + troubles + " trouble " + millis(start, calm) + ", end of jobs "
                + millis(calm, ended) + ", rest " + millis(ended, rested) + ", overlap " + Math.max(0, overlap)
                + " ms, calls "
                + farm.toManager.done() + " " + farm.toServer.done());
    }

    private static String millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis() + " ms";
    }

    private void lookAt(Api api, String job) throws IOException, InterruptedException {
        JsonNode seen = api.read("/api/v1/jobs/" + job);
        String status = seen.get("status").asText();
        boolean mayBeCancelled = troubles.contains(Trouble.CANCEL);
        assertTrue(status.equals("completed") || (mayBeCancelled && status.equals("cancelled")), seen::toString);
        Map<String, Integer> counted = new TreeMap<>();
        for (JsonNode task : api.list("/api/v1/jobs/" + job + "/tasks")) {
            counted.merge(task.get("status").asText(), 1, Integer::sum);
        }
        seen.get("tasks").properties().forEach(count -> {
            if (!count.getKey().equals("total")) {
                assertEquals(
                        counted.getOrDefault(count.getKey(), 0),
                        count.getValue().asInt(),
                        seen::toString);
            }
        });
    }

    private void submit(String name, int tasks) {
        Map<String, Object> settings = Map.of(
                "tasks", tasks,
                "seed", random.nextInt(),
                "folder", folder.resolve("job" + jobs.size()).toString(),
                "beats", beats.toString());
        submitOnce(Map.of(
                "type",
                "chaos",
                "name",
                name + " of " + seed,
                "project",
                "Chaos",
                "shot",
                "s" + seed,
                "settings",
                settings));
    }

    private void submitBlender() throws IOException, InterruptedException {
        Path scene = Scenes.make("default_cube", folder.resolve("scene"), "CYCLES", "1", "64", "3");
        Map<String, Object> settings = Map.of(
                "file",
                scene.toString(),
                "frames",
                "1-3",
                "chunkSize",
                1,
                "output",
                folder.resolve("blender/f_####").toString());
        submitOnce(Map.of(
                "type",
                "blender-animation",
                "name",
                "real frames",
                "project",
                "Chaos",
                "shot",
                "b" + seed,
                "settings",
                settings));
    }

    /** Asks with one key until there is an answer, as a front end does. */
    private void submitOnce(Map<String, Object> submission) {
        String key = "chaos-" + seed + "-" + jobs.size();
        Patience.until(MOST, "an answer to a submission", () -> {
            Api.Answer answer =
                    farm.api().send("POST", "/api/v1/jobs", Optional.of(submission), "Idempotency-Key", key);
            if (answer.status() != 201 && answer.status() != 200) {
                throw new IOException(answer.status() + " " + answer.text());
            }
            jobs.add(answer.json().get("id").asText());
            return true;
        });
    }
}
