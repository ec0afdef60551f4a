package org.tablao.manager;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.manager.ShadowCount;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.manager.PolicyState;
import org.tablao.nodeapi.manager.Why;

/** Answers what only this manager knows, from its state as it is committed. */
@Component(service = ManagerQuestions.class)
public final class QuestionDesk implements ManagerQuestions {
    private final StateLoop loop;
    private final LivePolicy policy;
    private final ShadowPolicy shadow;

    @Activate
    public QuestionDesk(@Reference StateLoop loop, @Reference LivePolicy policy, @Reference ShadowPolicy shadow) {
        this.loop = loop;
        this.policy = policy;
        this.shadow = shadow;
    }

    @Override
    public CompletionStage<Why> why(String taskId) {
        return loop.step((state, step) -> state.why(step, taskId));
    }

    @Override
    public CompletionStage<PolicyState> policies() {
        return loop.step((state, step) -> {
            ShadowCount count = state.shadowCount();
            return new PolicyState(
                    policy.name(),
                    policy.fault(),
                    shadow.name(),
                    shadow.fault(),
                    count.assignments(),
                    count.differences(),
                    count.last());
        });
    }
}
