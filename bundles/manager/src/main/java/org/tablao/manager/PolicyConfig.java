package org.tablao.manager;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which scheduling policies are asked. */
@ObjectClassDefinition(name = "Scheduling policies", description = "Which task a worker gets first")
@interface PolicyConfig {
    String PID = "org.tablao.manager.scheduling";

    @AttributeDefinition(name = "Policy", description = "Filter over policies: the one that ranks projects and jobs")
    String policy_target() default "(tablao.policy=priority)";

    @AttributeDefinition(name = "Shadow", description = "Filter over policies: one that is only compared with it")
    String shadow_target() default "(tablao.policy=none)";
}
