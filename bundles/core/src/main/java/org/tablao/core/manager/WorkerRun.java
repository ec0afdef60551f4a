package org.tablao.core.manager;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tablao.core.gates.Candidate;
import org.tablao.core.gates.Occupancy;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.schedule.SleepSchedule;
import org.tablao.core.state.Status;
import org.tablao.core.state.Transitions;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.HostResources;

/** A worker of this manager. */
final class WorkerRun implements Candidate {
    /** Reports whose answers are kept, for a worker that did not get them: more than it has slots. */
    private static final int ANSWERS_KEPT = 64;

    private static final String RUN = "run";

    final String id;
    final Set<Attempt> attempts = new LinkedHashSet<>();
    final Map<String, Answered> answers = new LinkedHashMap<>();
    String managerId = "";
    String name = "";
    String publicKey = "";
    String bootNonce = "";
    WorkerStatus status = WorkerStatus.STARTING;
    String hostText = "";
    List<Capability> capabilities = List.of();
    String capabilitiesText = "";
    String resourcesText = "";
    /** How many leases it would keep beside those that run. */
    int ahead;

    private String wanted = RUN;
    private long wishRevision;
    private String schedule = "";
    private SleepSchedule sleeps = SleepSchedule.parse("");
    private boolean sleepTime;
    long joinedAtMillis;
    long seenAtMillis;
    boolean stored;
    private OptionalLong heardNanos = OptionalLong.empty();
    private CapabilitySet kind;
    private final Occupancy occupancy = new Occupancy();
    private RequirementClass reservation;
    private Parked parked;

    /** A report that was answered. */
    record Answered(long epoch, String outcome, boolean publish, List<String> nextLeases, long atNanos) {}

    /** A call that waits for a lease. */
    record Parked(int freeSlots, long askedNanos, Parking.Place place) {}

    WorkerRun(String id) {
        this.id = id;
    }

    static WorkerRun of(WorkerRow row, RowCodec codec) {
        WorkerRun worker = new WorkerRun(row.id());
        worker.managerId = row.managerId();
        worker.name = row.name();
        worker.publicKey = row.publicKey();
        worker.bootNonce = row.bootNonce();
        worker.status = Status.ofWireName(WorkerStatus.class, row.status());
        worker.resourcesText = row.resources();
        worker.occupancy.has(
                row.slots(), row.resources().isEmpty() ? HostResources.NONE : codec.resources(row.resources()));
        worker.hostText = row.host();
        worker.capabilitiesText = row.capabilities();
        worker.capabilities = row.capabilities().isEmpty() ? List.of() : codec.capabilities(row.capabilities());
        worker.takeWish(new WorkerWish(row.id(), row.wishRevision(), row.wanted(), row.schedule()));
        worker.sleepTime = worker.status == WorkerStatus.ASLEEP && worker.wanted.equals(RUN);
        worker.joinedAtMillis = row.joinedAtMillis();
        worker.seenAtMillis = row.seenAtMillis();
        worker.stored = true;
        return worker;
    }

    /** @param untilNanos when its call is answered at the latest: while that waits it is there, though it says nothing */
    void heard(long untilNanos) {
        heardNanos = OptionalLong.of(untilNanos);
    }

    /** It said farewell: another start of it is not a clone. */
    void farewell() {
        heardNanos = OptionalLong.empty();
    }

    /** Since its last call, or since one that waits is answered at the latest; infinite when there was none since this process started. */
    double heardSecondsAgo(long nowNanos) {
        return heardNanos.isPresent() ? Math.max(0, nowNanos - heardNanos.getAsLong()) / 1e9 : Double.POSITIVE_INFINITY;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public WorkerStatus status() {
        return status;
    }

    @Override
    public Occupancy occupancy() {
        return occupancy;
    }

    @Override
    public Optional<RequirementClass> reservedFor() {
        return Optional.ofNullable(reservation);
    }

    /** Keeps it free for tasks of this class. */
    void reserve(RequirementClass tasks) {
        reservation = tasks;
    }

    void endReservation() {
        reservation = null;
    }

    @Override
    public Optional<CapabilitySet> kind() {
        return Optional.ofNullable(kind);
    }

    void there(CapabilitySet offered) {
        kind = offered;
    }

    void gone() {
        kind = null;
        reservation = null;
    }

    Optional<Parked> parked() {
        return Optional.ofNullable(parked);
    }

    void park(Parked call) {
        parked = call;
    }

    void unpark() {
        parked = null;
    }

    int freeSlots() {
        return occupancy.freeSlots();
    }

    void remember(String leaseId, Answered answer) {
        answers.put(leaseId, answer);
        if (answers.size() > ANSWERS_KEPT) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    long wishRevision() {
        return wishRevision;
    }

    void takeWish(WorkerWish wish) {
        wanted = wish.wanted();
        wishRevision = wish.revision();
        schedule = wish.schedule();
        try {
            sleeps = SleepSchedule.parse(schedule);
        } catch (IllegalArgumentException e) {
            // Of a server that knows another form: the worker does not sleep by what cannot be read.
            sleeps = SleepSchedule.parse("");
        }
    }

    /** It was started anew, which ends a drain. */
    void startedAnew() {
        wanted = wanted.equals("drain") ? RUN : wanted;
    }

    /** Looks whether it is time to sleep; answers whether that changed. */
    boolean looksAtTheClock(long millis, ZoneId zone) {
        boolean before = sleepTime;
        sleepTime = sleeps.isAsleep(millis, zone);
        return before != sleepTime;
    }

    /** The status by what is wanted of it and what it works on, while it is there. */
    WorkerStatus fitting() {
        return switch (wanted) {
            case "drain" -> WorkerStatus.DRAINING;
            case "sleep" -> WorkerStatus.ASLEEP;
            default -> {
                WorkerStatus awake = attempts.isEmpty() ? WorkerStatus.IDLE : WorkerStatus.BUSY;
                yield sleepTime ? WorkerStatus.ASLEEP : awake;
            }
        };
    }

    /** Brings the status in line with what it works on; answers whether it changed. */
    boolean settle() {
        boolean working = status.takesWork() || status == WorkerStatus.STARTING;
        WorkerStatus fitting = fitting();
        if (!working || kind == null || status == fitting) {
            return false;
        }
        status = Transitions.move(status, fitting);
        return true;
    }

    WorkerRow row() {
        return new WorkerRow(
                id,
                managerId,
                name,
                publicKey,
                bootNonce,
                status.wireName(),
                occupancy.slots(),
                hostText,
                capabilitiesText,
                joinedAtMillis,
                seenAtMillis,
                resourcesText,
                wanted,
                wishRevision,
                schedule);
    }
}
