package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tablao.core.gates.Limits;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.GrantRow;

class GrantsTest {
    private final Limits limits = new Limits();
    private final Grants grants = new Grants(limits);

    @Test
    void keepsTheNewestWordOfTheServer() {
        assertEquals(List.of(new Change.Insert(row(4, 2))), changes(new LimitGrant("nuke", "farm", 4, 2)));
        assertEquals(List.of(), changes(new LimitGrant("nuke", "farm", 9, 1)));
        assertEquals(List.of(), changes(new LimitGrant("nuke", "farm", 9, 2)));
        assertEquals(List.of(new Change.Update(row(1, 3))), changes(new LimitGrant("nuke", "farm", 1, 3)));
        assertEquals(Optional.of(row(1, 3)), grants.find("nuke"));
    }

    @Test
    void forgetsALimitThatIsGone() {
        changes(new LimitGrant("nuke", "farm", 4, 2));
        assertEquals(List.of(new Change.Delete(row(-1, 3))), changes(new LimitGrant("nuke", "farm", -1, 3)));
        assertEquals(Optional.empty(), grants.find("nuke"));
        assertEquals(List.of(), grants.known());
    }

    @Test
    void tellsWhatAttemptsUse() {
        grants.restore(row(4, 2));
        limits.hold(needing(2));
        limits.hold(needing(1));
        assertEquals(List.of(new Known("limit", "nuke", 2, 3)), grants.known());
        limits.free(needing(2));
        assertEquals(1, grants.used("nuke"));
    }

    @Test
    void tellsWhetherItIsNews() {
        Step step = new Step(Turn.detached(), 0, 0);
        assertTrue(grants.take(step, new LimitGrant("nuke", "farm", 4, 2)));
        assertFalse(grants.take(step, new LimitGrant("nuke", "farm", 4, 2)));
    }

    private List<Change> changes(LimitGrant grant) {
        Turn turn = Turn.detached();
        grants.take(new Step(turn, 0, 0), grant);
        return turn.changes();
    }

    private static GrantRow row(long amount, long revision) {
        return new GrantRow("nuke", "farm", amount, revision);
    }

    private static Needs needing(long licences) {
        return new Needs(1, 0, 0, 0, "", Map.of("nuke", licences));
    }
}
