package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final Stage stage = new Stage();

    @Test
    void cancelsAtOnceAJobOfWhichNothingRuns() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1)));
        stage.wish(2, "cancel", 50);
        assertFalse(stage.hasTaskRow(1) || stage.hasTaskRow(2), "what was never begun has no row");
        assertEquals("cancelled", stage.jobRow().status());
        stage.join("ann");
        assertEquals(List.of(), stage.ask("ann"));
    }

    @Test
    void cancelsAJobThatRunsWhenItsAttemptsHaveStopped() {
        stage.job(2);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        assertEquals("active", stage.jobRow().status());
        assertEquals("cancel", stage.jobRow().wanted());
        assertTrue(stage.beat("ann", lease).stop());
        stage.report("ann", lease, "cancelled");
        assertEquals("cancelled", stage.attempt(lease).status());
        assertEquals("cancelled", stage.task(1));
        assertEquals("cancelled", stage.jobRow().status());
    }

    @Test
    void doesNotPublishWhatWasCompletedAfterTheCancel() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        assertFalse(stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
        assertEquals("cancelled", stage.attempt(lease).status());
    }

    @Test
    void publishesWhatWasAcceptedBeforeTheCancel() {
        stage.job(2);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.wish(2, "cancel", 50);
        assertEquals("active", stage.jobRow().status());
        stage.publish("ann", lease, "");
        assertEquals("completed", stage.task(1));
        assertEquals("cancelled", stage.jobRow().status());
    }

    @Test
    void cancelsWhenTheLeaseOfASilentWorkerEnds() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        stage.pass(35);
        assertEquals("cancelled", stage.attempt(lease).status());
        assertEquals("cancelled", stage.jobRow().status());
    }

    @Test
    void takesAWishThatComesTwiceOnce() {
        stage.job(1);
        stage.wish(2, "cancel", 50);
        int events = stage.events.size();
        stage.wish(2, "cancel", 50);
        stage.wish(1, "run", 50);
        assertEquals(events, stage.events.size());
    }

    @Test
    void acknowledgesAWishForAJobThatHasEnded() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "completed");
        stage.wish(2, "cancel", 50);
        assertEquals("completed", stage.jobRow().status());
        assertEquals(2, stage.events.get(stage.events.size() - 1).jobs().get(0).wishRevision());
    }
}
