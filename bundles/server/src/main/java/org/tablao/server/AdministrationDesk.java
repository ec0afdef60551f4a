package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.Administration;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.LimitView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.pluginapi.schema.Problem;

/** What administrators change; each change is one line in the log, with who made it. */
final class AdministrationDesk implements Administration {
    private static final Logger LOG = LoggerFactory.getLogger(AdministrationDesk.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final double ALL = 100;

    private final ServerRoom room;
    private final Consumer<String> closeSessions;

    /** @param closeSessions of a node that is not to be heard any more */
    AdministrationDesk(ServerRoom room, Consumer<String> closeSessions) {
        this.room = room;
        this.closeSessions = closeSessions;
    }

    @Override
    public CompletionStage<List<LimitView>> limits() {
        return room.call((state, turn) ->
                state.limits().all().stream().map(row -> view(state, row)).toList());
    }

    @Override
    public CompletionStage<LimitView> limit(String name) {
        return room.call((state, turn) -> view(state, find(state, name)));
    }

    @Override
    public CompletionStage<LimitView> putLimit(Caller caller, String name, LimitSetting setting) {
        return Answers.of(() -> {
            check("The limit", problems(name, setting));
            return room.call((state, turn) -> {
                LimitRow row = state.putLimit(turn, name, setting.scope(), setting.amount(), setting.description());
                room.deeds()
                        .note(
                                turn,
                                caller,
                                "set limit",
                                name,
                                setting.amount() + " " + setting.scope() + " " + setting.description());
                turn.whenDurable(() -> LOG.info("{} set limit {}: {}", caller.name(), name, setting));
                return view(state, row);
            });
        });
    }

    @Override
    public CompletionStage<Void> deleteLimit(Caller caller, String name) {
        return room.call((state, turn) -> {
            if (state.limits().find(name).isPresent()) {
                room.deeds().note(turn, caller, "remove limit", name, "");
            }
            state.removeLimit(turn, name);
            turn.whenDurable(() -> LOG.info("{} removed limit {}", caller.name(), name));
            return null;
        });
    }

    @Override
    public CompletionStage<ProjectView> changeProject(Caller caller, String project, ProjectChange change) {
        return Answers.of(() -> room.call((state, turn) -> {
            ProjectRow row =
                    state.projects().findProject(project).orElseThrow(() -> Answers.notFound("project", project));
            double guaranteed = change.guaranteed() < 0 ? row.guaranteed() : change.guaranteed();
            double burst = change.burst() < 0 ? row.burst() : change.burst();
            check("The project", problems(state, row, guaranteed, burst));
            ProjectRow changed = state.changeProject(turn, row, guaranteed, burst);
            room.deeds()
                    .note(
                            turn,
                            caller,
                            "change project",
                            row.id(),
                            row.name() + " guaranteed " + guaranteed + " burst " + burst);
            turn.whenDurable(() -> LOG.info(
                    "{} gave project {} a guaranteed share of {} % and at most {} %",
                    caller.name(), row.name(), guaranteed, burst));
            return new FarmViews(state).project(changed);
        }));
    }

    @Override
    public CompletionStage<ManagerView> declareDead(Caller caller, String managerId) {
        return Answers.of(() -> room.call((state, turn) -> {
            ManagerEntry manager =
                    state.managers().find(managerId).orElseThrow(() -> Answers.notFound("manager", managerId));
            declareDead(caller, state, turn, manager);
            return new FarmViews(state).manager(manager);
        }));
    }

    private void declareDead(Caller caller, ServerState state, Turn turn, ManagerEntry manager) {
        boolean present = manager.status() == ManagerStatus.AVAILABLE || manager.status() == ManagerStatus.STARTING;
        if (manager.sharesStore(room.store().storeId()) && present) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "Manager " + manager.row().name() + " runs in the server's own process.",
                    "Stop the node instead.");
        }
        if (!manager.isDead()) {
            state.declareDead(turn, manager, room.nanos());
            room.parking().answer(turn, manager, Parking.NONE);
            room.deeds()
                    .note(
                            turn,
                            caller,
                            "declare manager dead",
                            manager.id(),
                            manager.row().name());
            turn.whenDurable(() -> {
                closeSessions.accept(manager.id());
                LOG.warn(
                        "{} declared manager {} ({}) dead: its jobs are leased again in {} s",
                        caller.name(),
                        manager.row().name(),
                        manager.id(),
                        room.config().margin_seconds());
            });
        }
    }

    private static LimitRow find(ServerState state, String name) {
        return state.limits().find(name).orElseThrow(() -> Answers.notFound("limit", name));
    }

    private static LimitView view(ServerState state, LimitRow row) {
        List<LimitView.ManagerUse> managers = state.limits().shares(row.name()).stream()
                .map(share -> new LimitView.ManagerUse(
                        share.managerId(),
                        state.managers().name(share.managerId()),
                        share.amount(),
                        state.limits().used(row.name(), share.managerId())))
                .toList();
        long used = managers.stream().mapToLong(LimitView.ManagerUse::used).sum();
        return new LimitView(row.name(), row.scope(), row.amount(), row.description(), used, managers);
    }

    private static List<Problem> problems(String name, LimitSetting setting) {
        List<Problem> problems = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            problems.add(new Problem(
                    "name", "is '" + name + "'", "Give 1 to 120 letters, digits, points, hyphens or underscores."));
        }
        if (!Set.of("farm", "host").contains(setting.scope())) {
            problems.add(new Problem("scope", "is '" + setting.scope() + "'", "Give farm or host."));
        }
        if (setting.amount() < 0) {
            problems.add(new Problem("amount", "is " + setting.amount(), "Give 0 or more."));
        }
        if (setting.description().length() > LONGEST_DESCRIPTION) {
            problems.add(
                    new Problem("description", "is too long", "Give at most " + LONGEST_DESCRIPTION + " characters."));
        }
        return problems;
    }

    private static List<Problem> problems(ServerState state, ProjectRow row, double guaranteed, double burst) {
        List<Problem> problems = new ArrayList<>();
        double others = state.projects().projects().stream()
                .filter(project -> !project.id().equals(row.id()))
                .mapToDouble(ProjectRow::guaranteed)
                .sum();
        if (!(guaranteed <= ALL - others)) {
            problems.add(new Problem(
                    "guaranteed",
                    "is " + guaranteed + ", and the other projects have " + others + " already",
                    "Give " + (ALL - others) + " or less: all projects together have at most 100."));
        }
        if (!(burst <= ALL)) {
            problems.add(new Problem("burst", "is " + burst, "Give 100 or less."));
        } else if (burst < guaranteed) {
            problems.add(new Problem(
                    "burst", "is " + burst + ", less than what is guaranteed", "Give " + guaranteed + " or more."));
        }
        return problems;
    }

    private static void check(String what, List<Problem> problems) {
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            throw new RefusedException(
                    Refusal.INVALID,
                    what + " is not accepted: " + first.field() + " " + first.reason() + ".",
                    first.wayOut(),
                    problems);
        }
    }
}
