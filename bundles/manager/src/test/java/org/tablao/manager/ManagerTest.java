package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

class ManagerTest {
    @TempDir
    Path home;

    private final MemoryStore store = new MemoryStore();
    private final TestServer server = new TestServer();
    private Room room;

    @BeforeEach
    void open() {
        room = new Room(store, server, home, Room.usual());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void bringsAJobFromLeaseToCompletedWithTwoWorkers() {
        Session ann = room.join("ann");
        Session bob = room.join("bob");
        CompletionStage<List<TaskLease>> waiting = room.ask(ann, Room.SHORT);
        server.lease(2);
        TaskLease first = Room.get(waiting).get(0);
        TaskLease second = room.take(bob);
        assertEquals(TestServer.JOB + ".1.1", first.leaseId());
        assertEquals(TestServer.JOB + ".2.1", second.leaseId());
        ReportedFile frame =
                new ReportedFile(true, "main", 1, "/x/p/1.png", "/x/1.png", 1, "00", 1, 1, Map.of("engine", "none"));
        assertTrue(room.report(ann, first, List.of(frame)));
        assertFalse(room.report(bob, second, List.of()));
        room.publish(ann, first);
        Room.eventually(() -> server.jobStatus().equals("completed"));
        assertEquals(
                List.of(frame),
                server.events.stream()
                        .flatMap(event -> event.frames().stream())
                        .map(published -> published.file())
                        .toList());
        assertEquals("manager-1", store.all(WorkerRow.class).get(0).managerId());
    }

    @Test
    void goesOnWithoutItsServerAndTellsItAllLaterInOrder() {
        Session ann = room.join("ann");
        server.lease(3);
        TaskLease first = room.take(ann);
        server.away(true);
        room.report(ann, first, List.of());
        room.report(ann, room.take(ann), List.of());
        room.report(ann, room.take(ann), List.of());
        assertEquals(List.of("completed", "completed", "completed"), statuses());
        server.away(false);
        Room.eventually(() -> server.jobStatus().equals("completed"));
        List<Long> sequences = server.sequences();
        assertEquals(LongStream.rangeClosed(1, sequences.size()).boxed().toList(), sequences);
        Room.eventually(() -> store.all(OutboxRow.class).size() == 1);
    }

    @Test
    void tellsWhatWaitedWhenTheSessionEndedWhileACallWasUnderWay() {
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        Room.eventually(() -> store.all(OutboxRow.class).size() == 1 && server.waitsIn(1));
        server.mute();
        room.report(ann, lease, List.of());
        Room.eventually(() -> server.muteCalls() == 1);
        server.endSession();
        Room.eventually(() -> server.waitsIn(2));
        server.unmute();
        Room.eventually(() -> server.jobStatus().equals("completed"));
    }

    @Test
    void givesUpAJobThatIsReleased() {
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        server.give(new ManagerOrders(
                List.of(), List.of(), List.of(), List.of(), List.of(new HeldJob(TestServer.JOB, 1, 1))));
        Room.eventually(() -> store.all(LeasedJobRow.class).isEmpty());
        assertEquals(
                Refusal.STALE,
                assertThrows(RefusedException.class, () -> room.report(ann, lease, List.of()))
                        .refusal());
        assertEquals("interrupted", store.all(AttemptRow.class).get(0).status());
    }

    @Test
    void beginsAnewWhereTheServerWasRestoredFromABackup() {
        Session ann = room.join("ann");
        server.lease(3);
        room.report(ann, room.take(ann), List.of());
        TaskLease lost = room.take(ann);
        Room.eventually(() -> store.all(OutboxRow.class).size() == 1);
        server.restoreAnOldBackup();
        room.join("bob");
        Room.eventually(() -> server.events().stream().anyMatch(ManagerEvent::restart));
        assertEquals(List.of(), store.all(LeasedJobRow.class));
        server.lease(3);
        Room.eventually(
                () -> server.jobStatus().equals("active") || server.jobStatus().equals("queued"));
        TaskLease again = room.take(ann);
        assertEquals(TestServer.JOB + ".1.2", again.leaseId(), "an attempt's number is never used twice");
        assertEquals(
                Refusal.STALE,
                assertThrows(RefusedException.class, () -> room.report(ann, lost, List.of()))
                        .refusal());
    }

    @Test
    void keepsWhatWasNotToldAcrossARestart() {
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        server.away(true);
        room.report(ann, lease, List.of());
        room.close();
        server.away(false);
        room = new Room(store, server, home, Room.usual());
        Room.eventually(() -> server.jobStatus().equals("completed"));
    }

    @Test
    void refusesWhenItCannotStoreAndGoesOnWhenItCan() {
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        store.full(true);
        assertEquals(
                Refusal.UNAVAILABLE,
                assertThrows(RefusedException.class, () -> room.report(ann, lease, List.of()))
                        .refusal());
        assertEquals(List.of(), statuses(), "nothing is kept of what could not be stored");
        store.full(false);
        Room.eventually(() -> reported(ann, lease));
        assertEquals(List.of("completed"), statuses());
    }

    @Test
    void stopsARunningAttemptWhenTheJobIsCancelled() {
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        server.give(new ManagerOrders(List.of(), List.of(new Wish(TestServer.JOB, 2, "cancel", 50))));
        Room.eventually(
                () -> Room.get(room.desk.heartbeat(ann, lease.leaseId(), new Heartbeat(lease.claim(), 0.1, "", 0)))
                        .stop());
    }

    @Test
    void endsAParkedCallWithNoLeaseWhenItsTimeIsUp() {
        Session ann = room.join("ann");
        assertEquals(List.of(), Room.get(room.ask(ann, Duration.ofMillis(50))));
        assertEquals(List.of(), Room.get(room.ask(ann, Duration.ZERO)));
    }

    @Test
    void endsTheEarlierCallOfAWorkerThatCallsAgain() {
        Session ann = room.join("ann");
        CompletionStage<List<TaskLease>> earlier = room.ask(ann, Duration.ofMinutes(5));
        Room.eventually(() -> room.desk.waiting() == 1);
        room.ask(ann, Duration.ofMinutes(5));
        assertEquals(List.of(), Room.get(earlier));
    }

    @Test
    void endsParkedCallsAndSaysFarewellWhenItStops() {
        Session ann = room.join("ann");
        CompletionStage<List<TaskLease>> parked = room.ask(ann, Duration.ofMinutes(5));
        Room.eventually(() -> room.desk.waiting() == 1 && room.link.contact().isPresent());
        room.close();
        assertEquals(List.of(), Room.get(parked));
        assertTrue(server.hasLeft());
    }

    @Test
    void refusesASessionThatIsNotOpen() {
        Session ann = room.join("ann");
        Room.get(room.desk.leave(ann));
        assertEquals(
                Refusal.UNAUTHENTICATED,
                assertThrows(RefusedException.class, () -> Room.get(room.ask(ann, Duration.ZERO)))
                        .refusal());
        assertEquals("offline", store.all(WorkerRow.class).get(0).status());
    }

    @Test
    void doesNotTakeAPlanThatIsNotWhatTheLeaseNames() {
        server.away(true);
        server.lease(1);
        server.spoilBlobs();
        server.away(false);
        Session ann = room.join("ann");
        assertEquals(List.of(), Room.get(room.ask(ann, Duration.ofMillis(400))));
        assertTrue(room.store.all(org.tablao.nodeapi.store.LeasedJobRow.class).isEmpty());
    }

    @Test
    void takesTheLogOfAnAttemptFromItsWorkerOnly() {
        Session ann = room.join("ann");
        Session bob = room.join("bob");
        server.lease(1);
        TaskLease lease = room.take(ann);
        byte[] line = "Fra:1\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(6, Room.get(room.desk.log(ann, lease.leaseId(), 0, line)));
        assertEquals(
                Refusal.STALE,
                assertThrows(RefusedException.class, () -> Room.get(room.desk.log(bob, lease.leaseId(), 6, line)))
                        .refusal());
        assertEquals(
                "Fra:1\n",
                new String(Room.get(room.logs.read(lease.leaseId(), 0, 100)).bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void publishesForAWorkerThatWasLostAfterItsReport() throws IOException {
        room.close();
        LeaseTerms brief = Room.terms(1);
        room = new Room(store, server, home, brief);
        Session ann = room.join("ann");
        server.lease(1);
        TaskLease lease = room.take(ann);
        Path pending = Files.createDirectories(home.resolve("out/.attempt")).resolve("1.png");
        Path target = home.resolve("out/1.png");
        Files.writeString(pending, "pixels");
        String sha256 = Sha256.of("pixels".getBytes(StandardCharsets.UTF_8));
        assertTrue(room.report(
                ann,
                lease,
                List.of(new ReportedFile(
                        true, "main", 1, pending.toString(), target.toString(), 6, sha256, 1, 1, Map.of()))));
        Room.eventually(() -> server.jobStatus().equals("completed"));
        assertEquals("pixels", Files.readString(target));
        assertFalse(Files.exists(pending));
    }

    private boolean reported(Session worker, TaskLease lease) {
        try {
            room.report(worker, lease, List.of());
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private List<String> statuses() {
        return store.all(TaskRow.class).stream().map(TaskRow::status).toList();
    }
}
