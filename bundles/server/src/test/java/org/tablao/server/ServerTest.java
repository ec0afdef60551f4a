package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.server.TestFarm.completed;
import static org.tablao.server.TestFarm.ended;
import static org.tablao.server.TestFarm.get;
import static org.tablao.server.TestFarm.refusal;
import static org.tablao.server.TestFarm.running;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.FarmEvent;
import org.tablao.nodeapi.farm.JobQuery;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.JobRow;

class ServerTest {
    private final MemoryStore store = new MemoryStore();
    private TestFarm server = new TestFarm(store);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsAJobFromSubmitToCompleted() {
        Session session = server.join("m1", "its own store");
        CompletionStage<ManagerOrders> waiting =
                server.gate.available(session, new ManagerAvailability(1, 2, List.of()), Duration.ofSeconds(20));
        JobView job = server.submit("1-2");
        JobLease lease = get(waiting).jobs().get(0);
        assertEquals(job.id(), lease.jobId());

        JobPlan plan = Json.plan(get(server.gate.blob(session, lease.planSha256())));
        assertEquals(
                List.of("org.tablao.command;(&(command=render)(&(version>=1.0.0)(!(version>=2.0.0))))"),
                plan.tasks().get(0).requirements());

        assertEquals(1L, get(server.gate.events(session, List.of(running(1, job.id(), 1)))));
        assertEquals("active", get(server.farm.farm()).status());
        get(server.gate.events(
                session,
                List.of(
                        completed(2, job.id(), 1, "/out/1.png"),
                        completed(3, job.id(), 2, "/out/2.png"),
                        ended(4, job.id(), "completed"))));

        JobView done = get(server.farm.job(job.id()));
        assertEquals("completed", done.status());
        assertEquals(1.0, done.progress());
        assertEquals(2, done.tasks().completed());
        assertEquals(2, done.frames().published());
        assertEquals(job.id() + "-2", done.lastFrameId());
        assertEquals("m1", done.manager());
    }

    @Test
    void goesOnAfterARestartWithAllThatWasDurable() {
        Session session = server.join("m1", "its own store");
        JobView job = server.submit("1-3");
        server.available(session, Duration.ZERO);
        get(server.gate.events(
                session,
                List.of(running(1, job.id(), 1), completed(2, job.id(), 1, "/out/1.png"), running(3, job.id(), 2))));
        JobView before = get(server.farm.job(job.id()));

        restart();
        assertEquals(before, get(server.farm.job(job.id())));
        assertEquals(
                Refusal.UNAUTHENTICATED,
                refusal(server.gate.events(session, List.of())).refusal());

        Session again = server.join("m1", "its own store");
        assertEquals(session.nodeId(), again.nodeId());
        assertEquals(Parking.NONE, server.available(again, Duration.ZERO, new HeldJob(job.id(), 1, 1)));
        assertEquals(
                6L,
                get(server.gate.events(
                        again,
                        List.of(
                                running(3, job.id(), 2),
                                completed(4, job.id(), 2, "/out/2.png"),
                                completed(5, job.id(), 3, "/out/3.png"),
                                ended(6, job.id(), "completed")))));
        assertEquals("completed", get(server.farm.job(job.id())).status());

        restart();
        JobView ended = get(server.farm.job(job.id()));
        assertEquals(3, ended.tasks().completed());
        assertEquals(3, ended.frames().published());
        assertEquals(job.id() + "-3", ended.lastFrameId());
        List<TaskView> tasks = get(server.farm.tasks(job.id(), "", 2)).items();
        assertEquals(
                List.of("frame 1 completed", "frame 2 completed"),
                tasks.stream().map(task -> task.name() + " " + task.status()).toList());
    }

    @Test
    void makesOneJobForOneIdempotencyKey() {
        JobView first = get(server.farm.submit(TestFarm.USER, TestFarm.submission(Map.of("frames", "1")), "key"));
        restart();
        JobView second = get(server.farm.submit(TestFarm.USER, TestFarm.submission(Map.of("frames", "1")), "key"));
        assertEquals(first, second);
        assertEquals(1, store.all(JobRow.class).size());
    }

    @Test
    void answersAManagerThatWaitedInVain() {
        Session session = server.join("m1", "its own store");
        assertEquals(Parking.NONE, server.available(session, Duration.ofMillis(10)));
    }

    @Test
    void endsTheFirstCallWhenAManagerCallsAgain() {
        Session session = server.join("m1", "its own store");
        CompletionStage<ManagerOrders> first =
                server.gate.available(session, new ManagerAvailability(1, 2, List.of()), Duration.ofSeconds(20));
        server.available(session, Duration.ZERO);
        assertEquals(Parking.NONE, get(first));
    }

    @Test
    void keepsNothingThatTheStoreDidNotTake() {
        store.full(true);
        assertEquals(
                Refusal.UNAVAILABLE,
                refusal(server.farm.submit(TestFarm.USER, TestFarm.submission(Map.of("frames", "1")), ""))
                        .refusal());
        store.full(false);
        assertEquals(0, jobsOnceLoaded());
        assertEquals("queued", server.submit("1").status());
    }

    @Test
    void tellsWhatChangesOnceItIsDurable() throws Exception {
        LinkedBlockingQueue<FarmEvent> events = new LinkedBlockingQueue<>();
        try (AutoCloseable subscription = server.room.events().subscribe("", events::add)) {
            JobView job = server.submit("1");
            FarmEvent first = events.poll(10, TimeUnit.SECONDS);
            assertEquals("job", first.type());
            assertEquals(job, first.data());
            assertEquals("farm", events.poll(10, TimeUnit.SECONDS).type());
        }
    }

    @Test
    void pagesJobsFromTheNewest() {
        List<String> ids = List.of(
                server.submit("1").id(),
                server.submit("2").id(),
                server.submit("3").id());
        var page = get(server.farm.jobs(query(2, "")));
        assertEquals(
                List.of(ids.get(2), ids.get(1)),
                page.items().stream().map(JobView::id).toList());
        assertEquals(3, page.total());
        var rest = get(server.farm.jobs(query(2, page.next())));
        assertEquals(List.of(ids.get(0)), rest.items().stream().map(JobView::id).toList());
        assertEquals("", rest.next());
    }

    @Test
    void showsTheFramesOfAJob() {
        JobView job = server.submit("5-6");
        var frames = get(server.farm.frames(FrameQuery.ofJob(job.id(), 0, 10)));
        assertEquals(2, frames.total());
        assertEquals("expected", frames.items().get(0).status());
        assertEquals("shot 1", frames.items().get(0).shot());
        assertEquals(frames.items().get(1), get(server.farm.frame(job.id() + "-2")));
    }

    @Test
    void saysWhatIsNotThere() {
        assertEquals(
                "There is no job nothing.", refusal(server.farm.job("nothing")).getMessage());
        assertEquals("There is no task a.b.", refusal(server.farm.task("a.b")).getMessage());
        assertEquals("There is no frame x.", refusal(server.farm.frame("x")).getMessage());
    }

    @Test
    void cancelsAJobThatWaits() {
        JobView cancelled =
                get(server.farm.cancel(TestFarm.USER, server.submit("1-3").id()));
        assertEquals("cancelled", cancelled.status());
        assertEquals(3, cancelled.tasks().cancelled());
        restart();
        assertEquals(cancelled, get(server.farm.job(cancelled.id())));
    }

    @Test
    void callsAFarmWithoutWorkersInoperable() {
        assertEquals("inoperable", get(server.farm.farm()).status());
        assertTrue(get(server.farm.managers()).isEmpty());
        server.join("m1", "its own store");
        assertFalse(get(server.farm.managers()).isEmpty());
    }

    /** A server that loads its state anew says so, and asks to be called again. */
    private long jobsOnceLoaded() {
        for (int call = 1; ; call++) {
            try {
                return get(server.farm.jobs(query(10, ""))).total();
            } catch (AssertionError refused) {
                if (call == 100) {
                    throw refused;
                }
            }
        }
    }

    private void restart() {
        server.close();
        server = new TestFarm(store);
    }

    private static JobQuery query(int limit, String cursor) {
        return new JobQuery(Set.of(), "", "", "", cursor, limit);
    }
}
