package org.tablao.core.server;

import java.util.List;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.state.ManagerStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.store.ManagerRow;

/** A manager in memory. */
public final class ManagerEntry {
    private ManagerRow row;
    private ManagerStatus status;
    private long heardNanos;
    private boolean heard;
    private boolean expired;
    private boolean waiting;
    /** Of one that was loaded a word may be on its way from before that. */
    private boolean toldWhatItHolds = true;

    private final Offers offers = new Offers();
    private int given;
    private List<Known> known = List.of();

    ManagerEntry(ManagerRow row, long loadedNanos) {
        this.row = row;
        this.status = Status.ofWireName(ManagerStatus.class, row.status());
        this.heardNanos = loadedNanos;
    }

    public String id() {
        return row.id();
    }

    public ManagerRow row() {
        return row;
    }

    public ManagerStatus status() {
        return status;
    }

    /** Since its last call; infinite when it has not called since this process started. */
    public double heardSecondsAgo(long nanos) {
        return heard ? (nanos - heardNanos) / 1e9 : Double.POSITIVE_INFINITY;
    }

    /** Workers that it had at its last call. */
    public int workers() {
        return offers.workers();
    }

    /** What each kind of its workers offers. */
    List<CapabilitySet> offered() {
        return offers.sets();
    }

    /** How many kinds of a job's tasks its workers can run. */
    int runnable(JobDemands demands) {
        return offers.runnable(demands);
    }

    /** Slots that were free at its last call, less what it was given since. */
    public int freeSlots() {
        return Math.max(0, offers.freeSlots() - given);
    }

    /** Slots for a job's tasks that were free at its last call, less what it was given since. */
    int freeSlotsFor(JobDemands demands) {
        return Math.max(0, offers.freeSlotsFor(demands) - given);
    }

    /** Whether it waits for orders. */
    public boolean waiting() {
        return waiting;
    }

    /** Whether it was declared dead: its key is good no more. */
    public boolean isDead() {
        return row.publicKey().isEmpty();
    }

    /** Whether it writes to the same store as the server. */
    public boolean sharesStore(String storeId) {
        return row.storeId().equals(storeId);
    }

    /** Whether its right to its jobs ended just now: true once. */
    boolean expires(ServerTerms terms, long nanos) {
        double longest = isDead() ? terms.marginSeconds() : terms.leaseSeconds() + terms.graceSeconds();
        boolean now = !expired && silentSeconds(nanos) > longest;
        expired = expired || now;
        return now;
    }

    void declareDead(long nanos) {
        row = new ManagerRow(
                row.id(),
                row.name(),
                "",
                row.bootNonce(),
                row.url(),
                row.storeId(),
                row.status(),
                row.host(),
                row.joinedAtMillis(),
                row.seenAtMillis(),
                row.eventSequence());
        heardNanos = nanos;
        expired = false;
    }

    /** Silence counts from its last call, or from the start where there was none: a stored lease counts as just renewed. */
    double silentSeconds(long nanos) {
        return (nanos - heardNanos) / 1e9;
    }

    void heard(long nanos, long nowMillis) {
        heardNanos = nanos;
        heard = true;
        expired = false;
        row = with(row.status(), nowMillis, row.eventSequence());
    }

    void move(ManagerStatus next) {
        if (status != next) {
            status = Transitions.move(status, next);
            row = with(next.wireName(), row.seenAtMillis(), row.eventSequence());
        }
    }

    /** What it said that it has of grants and wishes for workers. */
    List<Known> known() {
        return known;
    }

    void offers(ManagerAvailability availability) {
        known = List.copyOf(availability.known());
        offers.take(availability);
        given = 0;
    }

    /**
     * Whether this is its first word since it joined on what it holds. Only that can be trusted where it does not name a job: a later
     * one may have been on its way since before it took the job.
     */
    boolean tellsFirst() {
        boolean first = !toldWhatItHolds;
        toldWhatItHolds = true;
        return first;
    }

    void take(long tasks) {
        given = (int) Math.min(Integer.MAX_VALUE, given + tasks);
    }

    void waits(boolean now) {
        waiting = now;
    }

    void applied(long eventSequence) {
        row = with(row.status(), row.seenAtMillis(), eventSequence);
    }

    /** It comes back; events of another store count from the beginning. */
    void rejoin(Identification who, String host) {
        toldWhatItHolds = false;
        boolean sameStore = who.storeId().equals(row.storeId());
        row = new ManagerRow(
                row.id(),
                who.name(),
                row.publicKey(),
                who.bootNonce(),
                who.url(),
                who.storeId(),
                row.status(),
                host,
                row.joinedAtMillis(),
                row.seenAtMillis(),
                sameStore ? row.eventSequence() : 0);
    }

    private ManagerRow with(String statusName, long seenAtMillis, long eventSequence) {
        return new ManagerRow(
                row.id(),
                row.name(),
                row.publicKey(),
                row.bootNonce(),
                row.url(),
                row.storeId(),
                statusName,
                row.host(),
                row.joinedAtMillis(),
                seenAtMillis,
                eventSequence);
    }
}
