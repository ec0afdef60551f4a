package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tablao.server.TestFarm.get;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.node.Refusal;

class WishDeskTest {
    private final MemoryStore store = new MemoryStore();
    private final TestFarm server = new TestFarm(store);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void begunAnewGoesOnWithTheTasksOfAJobThatMemoryHasLetGoOf() {
        String job = cancelled();
        assertEquals(
                "queued", get(server.farm.requeue(TestFarm.USER, job, "all")).status());
    }

    @Test
    void refusesToBeginAnewWhatChangedWhileItWasRead() {
        String job = cancelled();
        store.whileTasksAreRead(() -> {
            store.whileTasksAreRead(() -> {});
            get(server.farm.change(TestFarm.USER, job, new JobChange("", 70)));
        });
        assertEquals(
                Refusal.UNAVAILABLE,
                TestFarm.refusal(server.farm.requeue(TestFarm.USER, job, "all")).refusal());
        assertEquals("cancelled", get(server.farm.job(job)).status());
        assertEquals(
                "queued", get(server.farm.requeue(TestFarm.USER, job, "all")).status());
    }

    private String cancelled() {
        String job = server.submit("1-3").id();
        get(server.farm.cancel(TestFarm.USER, job));
        return job;
    }
}
