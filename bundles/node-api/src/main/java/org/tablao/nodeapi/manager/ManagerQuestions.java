package org.tablao.nodeapi.manager;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** What only the manager of a job knows. */
@ProviderType
public interface ManagerQuestions {

    /** Why a task does not run; NOT_FOUND when this manager does not hold its job. */
    CompletionStage<Why> why(String taskId);

    /** By which policy tasks are given away. */
    CompletionStage<PolicyState> policies();
}
