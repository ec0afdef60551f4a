package org.tablao.scheduler;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;

/** What follows one class of outcome, in jobs of one type or in all. One configuration, one rule. */
@Component(
        service = FailureRule.class,
        configurationPid = FailureRule.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FailureRule.Config.class, factory = true)
public final class FailureRule {
    static final String PID = "org.tablao.scheduler.failure";

    /** A rule as it is written. */
    @ObjectClassDefinition(
            name = "Failure rule",
            description = "What follows one class of outcome, in jobs of one type or in all")
    public @interface Config {
        @AttributeDefinition(
                name = "Outcome",
                description = "The class of outcome that it is about",
                options = {
                    @Option(label = "A program ended with an error", value = "crashed"),
                    @Option(label = "Out of memory", value = "out-of-memory"),
                    @Option(label = "Too long, or too silent", value = "timed-out"),
                    @Option(label = "A file of the scene is missing", value = "missing-asset"),
                    @Option(label = "A file is missing, truncated or cannot be written", value = "bad-output"),
                    @Option(label = "No licence", value = "licence"),
                    @Option(label = "The worker was lost", value = "lost"),
                    @Option(label = "The command refuses its parameters", value = "refused-parameters"),
                    @Option(label = "The plugin has a fault", value = "plugin-fault")
                })
        String outcome();

        @AttributeDefinition(name = "Job type", description = "Only in jobs of this type; empty: in all")
        String job_type() default "";

        @AttributeDefinition(
                name = "Action",
                description = "What is done with the task",
                options = {
                    @Option(label = "Tried again, elsewhere where there is another worker", value = "retry"),
                    @Option(label = "Tried again after a while", value = "later"),
                    @Option(label = "Tried again with more memory", value = "more-memory"),
                    @Option(label = "Failed", value = "fail")
                })
        String action() default "retry";

        @AttributeDefinition(
                name = "Most failures",
                description = "The task has failed at so many, where its job says nothing",
                min = "1")
        int most_failures() default 3;

        @AttributeDefinition(name = "Delay", description = "Seconds before it is tried again later", min = "0")
        double delay_seconds() default 60;

        @AttributeDefinition(
                name = "Memory factor",
                description = "So many times the memory, where it is tried again with more",
                min = "1",
                max = "100")
        double memory_factor() default 1.5;
    }

    private final OutcomeClass outcome;
    private final String jobType;
    private final int mostFailures;
    private final FailureDecision decision;

    @Activate
    public FailureRule(Config config) {
        this(
                OutcomeClass.ofWireName(config.outcome()),
                config.job_type(),
                config.most_failures(),
                decision(config.action(), config.delay_seconds(), config.memory_factor()));
    }

    FailureRule(OutcomeClass outcome, String jobType, int mostFailures, FailureDecision decision) {
        this.outcome = outcome;
        this.jobType = jobType;
        this.mostFailures = mostFailures;
        this.decision = decision;
    }

    static FailureDecision decision(String action, double delaySeconds, double memoryFactor) {
        return switch (action) {
            case "retry" -> FailureDecision.retry();
            case "later" -> FailureDecision.retryLater(Duration.ofMillis(Math.round(delaySeconds * 1000)));
            case "more-memory" -> FailureDecision.retryWithMoreMemory(memoryFactor);
            case "fail" -> FailureDecision.fail();
            default -> throw new IllegalArgumentException("'" + action + "' is not an action");
        };
    }

    /** Whether it is about this failure. */
    boolean isAbout(FailedAttempt failed) {
        return failed.outcome() == outcome && (jobType.isEmpty() || jobType.equals(failed.jobType()));
    }

    /** Whether it is for one type of job only. */
    boolean isForOneType() {
        return !jobType.isEmpty();
    }

    FailureDecision decide(FailedAttempt failed) {
        int most = failed.mostFailures() > 0 ? failed.mostFailures() : mostFailures;
        int count = failed.outcome() == OutcomeClass.LOST ? failed.attempt() : failed.failures();
        return count >= most ? FailureDecision.fail() : decision;
    }
}
