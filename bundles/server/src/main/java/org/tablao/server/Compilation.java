package org.tablao.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tablao.core.server.JobDetails;
import org.tablao.core.server.NewJob;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Problem;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** One draft, from its settings to its plan. */
final class Compilation {
    private static final String DEFAULT_PROJECT = "default";
    private static final int LONGEST_NAME = 120;

    private final JobDraft draft;
    private final Submission submission;

    Compilation(JobDraft draft) {
        this.draft = draft;
        this.submission = draft.submission();
    }

    /** @throws org.tablao.nodeapi.node.RefusedException naming every field at fault */
    NewJob run() {
        Schema schema = draft.type().type().settings();
        Values settings = check(schema);
        String name = submission.name().isBlank()
                ? name(schema, settings)
                : submission.name().strip();
        JobPlan plan = compile(name, settings);
        byte[] bytes = Json.bytes(plan);
        String project = submission.project().isBlank()
                ? DEFAULT_PROJECT
                : submission.project().strip();
        String shot = submission.shot().isBlank() ? name : submission.shot().strip();
        Documents.JobDocument document = new Documents.JobDocument(
                draft.type().name(),
                draft.type().version().toString(),
                name,
                project,
                shot,
                submission.priority(),
                submission.manager(),
                settings.asMap(),
                submission.scheduling());
        return new NewJob(
                draft.jobId(),
                name,
                draft.type().name(),
                project,
                shot,
                submission.priority(),
                draft.submittedBy(),
                draft.idempotencyKey(),
                Json.text(document),
                new JobDetails(settings.asMap(), submission.manager(), submission.scheduling()),
                plan,
                Json.sha256(bytes),
                bytes);
    }

    private Values check(Schema schema) {
        List<Problem> problems = new ArrayList<>(draft.problems());
        try {
            Values settings = schema.check(submission.settings());
            problems.addAll(ofSettings(FileCheck.problems(schema, settings)));
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (InvalidValues e) {
            problems.addAll(ofSettings(e.problems()));
        }
        throw SubmissionCheck.refusal(problems);
    }

    private JobPlan compile(String name, Values settings) {
        try {
            return new PlanWriter(submission.scheduling())
                    .write(draft.jobId(), draft.type().type().compile(new Request(draft.jobId(), name, settings)));
        } catch (InvalidValues e) {
            throw SubmissionCheck.refusal(ofSettings(e.problems()));
        }
    }

    private static List<Problem> ofSettings(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem("settings." + problem.field(), problem.reason(), problem.wayOut()))
                .toList();
    }

    /** What a person would call it: the scene's name and its frames, else the type's label. */
    private String name(Schema schema, Values settings) {
        String scene = first(schema, settings, FieldType.INPUT_FILE)
                .map(text -> Path.of(text).getFileName().toString().replaceFirst("\\.[^.]+$", ""))
                .orElse(draft.type().label());
        String name = first(schema, settings, FieldType.FRAMES)
                .map(frames -> scene + " " + frames.strip())
                .orElse(scene);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1));
    }

    private static Optional<String> first(Schema schema, Values settings, FieldType type) {
        return schema.fields().stream()
                .filter(field -> field.type() == type)
                .map(Field::name)
                .flatMap(field -> settings.optionalText(field).stream())
                .findFirst();
    }

    private record Request(String jobId, String name, Values settings) implements JobRequest {}
}
