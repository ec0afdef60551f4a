package org.tablao.nodeapi.farm;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.access.Caller;

/** What only administrators change. Same rules as {@link Farm}. */
@ProviderType
public interface Administration {
    /** All limits, by name. */
    CompletionStage<List<LimitView>> limits();

    CompletionStage<LimitView> limit(String name);

    /** Makes a limit, or changes it. */
    CompletionStage<LimitView> putLimit(Caller caller, String name, LimitSetting setting);

    /** Takes a limit away: tasks that name it wait. No change where there is none. */
    CompletionStage<Void> deleteLimit(Caller caller, String name);

    /** Changes the share of a project, by id or name. */
    CompletionStage<ProjectView> changeProject(Caller caller, String project, ProjectChange change);

    /**
     * Says that a manager will not come back as it was: its key is not good any more, and once its workers have stopped its
     * jobs go to others with a higher epoch. CONFLICT for the manager in the server's own framework.
     */
    CompletionStage<ManagerView> declareDead(Caller caller, String managerId);
}
