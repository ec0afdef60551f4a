package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.pluginapi.schema.Problem;

class SubmissionTest {
    private final MemoryStore store = new MemoryStore();
    private final TestFarm server = new TestFarm(store);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesEveryFieldAtFault() {
        Submission bad =
                new Submission("frames", "a\nb", "film", "", 101, "nobody", Map.of("frames", "", "colour", "red"));
        RefusedException refused = refusal(bad);
        assertEquals(Refusal.INVALID, refused.refusal());
        assertEquals(
                List.of("name", "priority", "manager", "settings.colour", "settings.frames"),
                refused.problems().stream().map(Problem::field).toList());
        assertTrue(store.all(JobRow.class).isEmpty());
    }

    @Test
    void namesTheJobTypesThatThereAre() {
        RefusedException refused = refusal(new Submission("render", "", "", "", 50, "", Map.of()));
        assertEquals("The job is not accepted: type is 'render', which no plugin offers.", refused.getMessage());
        assertEquals("Give one of: frames.", refused.wayOut());
    }

    @Test
    void refusesASceneThatIsNotThere() {
        Path scene = folder.resolve("a.blend");
        assertEquals(
                "The job is not accepted: settings.scene is '" + scene + "', which does not exist on the server.",
                refusal(Map.of("frames", "1", "scene", scene.toString())).getMessage());
        assertEquals(
                "The job is not accepted: settings.scene is 'a.blend', which is not an absolute path.",
                refusal(Map.of("frames", "1", "scene", "a.blend")).getMessage());
    }

    @Test
    void refusesAnOutputBelowAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String output = file.resolve("frame_####").toString();
        assertEquals(
                "The job is not accepted: settings.output is '" + output + "', where no folder can be.",
                refusal(Map.of("frames", "1", "output", output)).getMessage());
    }

    @Test
    void takesAnOutputWhoseFoldersAreStillToBeMade() {
        String output = folder.resolve("a/b/frame_####").toString();
        assertEquals("queued", submit(Map.of("frames", "1", "output", output)).status());
    }

    @Test
    void namesAJobAfterItsSceneAndFrames() throws IOException {
        Path scene = Files.createFile(folder.resolve("stage.blend"));
        Submission nameless =
                new Submission("frames", "", "", "", 50, "", Map.of("frames", "1-4", "scene", scene.toString()));
        JobView job = TestFarm.get(server.farm.submit(TestFarm.USER, nameless, ""));
        assertEquals("stage 1-4", job.name());
        assertEquals("default", job.project());
        assertEquals("stage 1-4", job.shot());
        assertEquals("ana", job.submittedBy());
    }

    @Test
    void passesOnWhatAJobTypeRefuses() {
        RefusedException refused = refusal(Map.of("frames", "12-14"));
        assertEquals("The job is not accepted: settings.frames brings bad luck.", refused.getMessage());
    }

    @Test
    void namesAJobTypeThatMeetsAFault() {
        assertEquals(
                "The job is not accepted: type is 'frames 1.0.0', which met a fault:"
                        + " java.lang.IllegalStateException: the number of the beast.",
                refusal(Map.of("frames", "666")).getMessage());
    }

    @Test
    void givesUpAJobTypeThatDoesNotEnd() {
        assertEquals(
                "The job is not accepted: type is 'frames 1.0.0', which did not compile the job within 3 s.",
                refusal(Map.of("frames", "999")).getMessage());
    }

    @Test
    void takesTheHighestVersionOfAJobType() {
        server.types.addJobType(
                new FramesJob(), Map.of("tablao.jobtype.name", "frames", "tablao.jobtype.version", "1.10.0"));
        server.types.addJobType(
                new FramesJob(), Map.of("tablao.jobtype.name", "frames", "tablao.jobtype.version", "1.9.0"));
        assertEquals("1.10.0", server.farm.jobTypes().get(0).version());
        assertEquals(1, server.farm.jobTypes().size());
    }

    @Test
    void namesEveryFieldOfSchedulingAtFault() {
        Scheduling bad = new Scheduling(
                "tomorrow",
                List.of("01K3V5QB1N8H4"),
                List.of("", "gpu"),
                List.of("org.tablao.engine;(engine=blender)", "org.tablao.engine;(engine=blender"),
                new Needs(0, -1, -1, -1, "", Map.of("nuke", -1L)),
                new JobTerms("sideways", -1, -1, -1, -1, Double.NaN, -1));
        assertEquals(List.of("scheduling.startAfter"), fields(bad));
        Scheduling later = new Scheduling(
                "2026-12-24T18:00:00Z", bad.dependsOn(), bad.tags(), bad.requirements(), bad.needs(), bad.terms());
        assertEquals(
                List.of(
                        "scheduling.dependsOn[0]",
                        "scheduling.tags[0]",
                        "scheduling.requirements[1]",
                        "scheduling.needs.slots",
                        "scheduling.needs.memoryBytes",
                        "scheduling.needs.gpus",
                        "scheduling.needs.gpuMemoryBytes",
                        "scheduling.needs.limits.nuke",
                        "scheduling.needs.limits.nuke",
                        "scheduling.terms.order",
                        "scheduling.terms.maxRunning",
                        "scheduling.terms.attempts",
                        "scheduling.terms.failureLimit",
                        "scheduling.terms.taskSeconds",
                        "scheduling.terms.silentSeconds",
                        "scheduling.terms.aheadSeconds"),
                fields(later));
        assertTrue(store.all(JobRow.class).isEmpty());
    }

    @Test
    void writesWhatIsNeededIntoThePlanAndShowsIt() throws StoreException {
        JobTerms terms = new JobTerms("first-middle-last", 4, 2, 0, 60, 0, 0);
        Scheduling scheduling = new Scheduling(
                "",
                List.of(),
                List.of("a(b)"),
                List.of("org.tablao.engine;(engine=none)"),
                new Needs(2, 1 << 30, 0, 0, "", Map.of()),
                terms);
        JobView job = TestFarm.get(server.farm.submit(TestFarm.USER, scheduled(scheduling), ""));
        assertEquals(scheduling, job.scheduling());
        JobRow row = store.all(JobRow.class).get(0);
        JobPlan plan = Json.plan(store.blob(row.planSha256()).orElseThrow().bytes());
        assertEquals(terms, plan.terms());
        assertEquals(
                new Needs(2, 1 << 30, 0, 0, "", Map.of()), plan.tasks().get(0).needs());
        assertEquals(
                List.of(
                        "org.tablao.command;(&(command=render)(&(version>=1.0.0)(!(version>=2.0.0))))",
                        "org.tablao.engine;(engine=none)",
                        "org.tablao.tag;(tag=a\\(b\\))"),
                plan.tasks().get(0).requirements());
    }

    @Test
    void keepsAJobThatWaitsForAnotherOverARestart() {
        JobView first = server.submit("1");
        Scheduling after =
                new Scheduling("", List.of(first.id()), List.of(), List.of(), Needs.ONE_SLOT, JobTerms.USUAL);
        JobView second = TestFarm.get(server.farm.submit(TestFarm.USER, scheduled(after), ""));
        server.close();
        try (TestFarm restarted = new TestFarm(store)) {
            assertEquals(
                    List.of(first.id()),
                    restarted.available(restarted.join("m1", "s1"), Duration.ofSeconds(5)).jobs().stream()
                            .map(JobLease::jobId)
                            .toList());
            assertEquals(after, TestFarm.get(restarted.farm.job(second.id())).scheduling());
        }
    }

    private List<String> fields(Scheduling scheduling) {
        return refusal(scheduled(scheduling)).problems().stream()
                .map(Problem::field)
                .toList();
    }

    private static Submission scheduled(Scheduling scheduling) {
        return new Submission("frames", "a job", "film", "shot 1", 50, "", Map.of("frames", "1"), scheduling);
    }

    private JobView submit(Map<String, Object> settings) {
        return TestFarm.get(server.farm.submit(TestFarm.USER, TestFarm.submission(settings), ""));
    }

    private RefusedException refusal(Map<String, Object> settings) {
        return refusal(TestFarm.submission(settings));
    }

    private RefusedException refusal(Submission submission) {
        return TestFarm.refusal(server.farm.submit(TestFarm.USER, submission, ""));
    }
}
