package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.manager.WorkerWish;

class WorkerWishesTest {
    private final Stage stage = new Stage();

    @Test
    void givesNoMoreToAWorkerThatSleepsAndLetsItEndWhatItHas() {
        stage.job(2);
        String lease = stage.work("ann");
        wish(1, "sleep", "");
        assertEquals("asleep", stage.worker("ann"));
        assertFalse(stage.beat("ann", lease).stop());
        assertEquals(
                List.of(),
                stage.report("ann", lease, "completed", List.of(), true).next());
        assertEquals("completed", stage.task(1));
        assertEquals(List.of(), stage.ask("ann"));
        wish(2, "run", "");
        assertEquals("idle", stage.worker("ann"));
        stage.work("ann");
    }

    @Test
    void answersTheCallOfAWorkerThatIsWokenSoThatItAsksAgain() {
        stage.join("ann");
        stage.ask("ann");
        wish(1, "sleep", "");
        stage.park("ann");
        stage.job(1);
        assertFalse(stage.delivered.containsKey("ann"));
        wish(2, "run", "");
        assertEquals(List.of(), stage.delivered.get("ann"));
        stage.work("ann");
    }

    @Test
    void drainsAWorkerUntilItsNextStart() {
        stage.job(2);
        String lease = stage.work("ann");
        wish(1, "drain", "");
        assertEquals("draining", stage.worker("ann"));
        stage.report("ann", lease, "completed");
        assertEquals(List.of(), stage.ask("ann"));
        stage.restart();
        assertEquals(List.of(), stage.ask("ann"));
        stage.join("ann", "boot-2");
        stage.work("ann");
        assertEquals("busy", stage.worker("ann"));
    }

    @Test
    void sleepsByTheClockOfTheFarmAndWakesByIt() {
        // The stage's clock stands at 00:16:40 on Thursday, 1 January 1970.
        stage.job(1);
        stage.join("ann");
        stage.ask("ann", 1, List.of(), 0);
        stage.report("ann", Stage.JOB + ".1.1", "completed");
        wish(1, "run", "thu 0:17-0:18");
        assertEquals("idle", stage.worker("ann"));
        stage.pass(20);
        assertEquals("asleep", stage.worker("ann"));
        stage.restart();
        stage.ask("ann");
        assertEquals("asleep", stage.worker("ann"));
        for (int i = 0; i < 3; i++) {
            stage.pass(20);
            stage.ask("ann");
        }
        assertEquals("idle", stage.worker("ann"));
    }

    @Test
    void wakesByTheClockAlsoWhenTheHourPassedWhileTheManagerWasAway() {
        stage.join("ann");
        stage.ask("ann");
        wish(1, "run", "thu 0:16-0:18");
        assertEquals("asleep", stage.worker("ann"));
        stage.seconds += 200;
        stage.restart();
        stage.pass(1);
        assertEquals("idle", stage.worker("ann"));
        stage.job(1);
        stage.work("ann");
    }

    @Test
    void tellsTheServerWhichWishItHas() {
        stage.join("ann");
        assertEquals(List.of(), stage.state().availability().known());
        wish(3, "sleep", "");
        wish(2, "run", "");
        stage.restart();
        assertEquals(
                List.of(new Known("worker", "ann", 3, 0)),
                stage.state().availability().known());
    }

    private void wish(long revision, String wanted, String schedule) {
        stage.run(step -> stage.state().wish(step, new WorkerWish("ann", revision, wanted, schedule)));
    }
}
