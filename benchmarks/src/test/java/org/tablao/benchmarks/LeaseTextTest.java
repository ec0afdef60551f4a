package org.tablao.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

class LeaseTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void findsIdAndClaimOfEachLeaseInAnAnswer() throws IOException {
        byte[] body = JSON.writeValueAsBytes(new ReportAnswer(false, List.of(lease(1), lease(2))));

        List<LeaseText> found = LeaseText.all(body);

        assertEquals(
                List.of("01K3V5Q8ZR2M7.1.1", "01K3V5Q8ZR2M7.2.1"),
                found.stream().map(LeaseText::leaseId).toList());
        assertEquals(new LeaseClaim("2f9c", 1, 2), JSON.readValue(found.get(1).claim(), LeaseClaim.class));
    }

    @Test
    void findsNothingWhereThereIsNone() throws IOException {
        assertEquals(List.of(), LeaseText.all(JSON.writeValueAsBytes(new ReportAnswer(false, List.of()))));
    }

    private static TaskLease lease(int task) {
        return new TaskLease(
                "01K3V5Q8ZR2M7." + task + ".1",
                new LeaseClaim("2f9c", 1, task),
                "01K3V5Q8ZR2M7",
                "a job",
                task,
                "a task",
                List.of(new PlannedCommand("echo", "0", Map.of("leaseId", "of a parameter"))),
                30);
    }
}
