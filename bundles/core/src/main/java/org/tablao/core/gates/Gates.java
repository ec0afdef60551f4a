package org.tablao.core.gates;

import java.util.List;
import java.util.stream.Stream;

/** All gates, in the order in which they are asked: what can be decided for the most tasks at once comes first. */
public final class Gates {
    private final List<Gate> jobs = List.of(new JobGate(), new PausedGate(), new RunningGate());
    private final List<Gate> tasks = List.of(new StatusGate(), new DependencyGate(), new RetryGate());
    private final List<Gate> projects = List.of(new ShareGate());
    private final List<Gate> pairs;
    private final List<Gate> classes;
    private final List<Gate> presence = List.of(new WorkerGate(), new CapabilityGate(), new ReservationGate());
    private final List<Gate> room;
    private final List<Gate> ofTask;
    private final List<Gate> ofWorker;

    public Gates(Limits limits, Others others) {
        classes = List.of(new ServerGate(), new LimitsGate(limits));
        room = List.of(new SlotsGate(), new MemoryGate(), new GpuGate(), new HostLimitsGate(limits));
        pairs = List.of(new BlocklistGate(), new TriedBeforeGate(others));
        ofTask = Stream.of(jobs, tasks, projects, classes).flatMap(List::stream).toList();
        ofWorker = Stream.of(presence, pairs, room).flatMap(List::stream).toList();
    }

    /** About a class of tasks, whatever the worker. */
    public boolean openForClass(Question question) {
        return allOpen(classes, question);
    }

    /** About a class of tasks and a worker, however much is free there. */
    public boolean openForPresence(Question question) {
        return allOpen(presence, question);
    }

    /** About a class of tasks and what is free at a worker. */
    public boolean openForRoom(Question question) {
        return allOpen(room, question);
    }

    /** About a project and a class of tasks. */
    public boolean openForProject(Question question) {
        return allOpen(projects, question);
    }

    /** About a job: while one is closed none of its tasks is looked at. */
    public boolean openForJob(Question question) {
        return allOpen(jobs, question);
    }

    /** About a job's tasks of a class and a worker. */
    public boolean openForPair(Question question) {
        return allOpen(pairs, question);
    }

    /** About a task: while one is closed it is not in the queue. */
    public boolean openForTask(Question question) {
        return allOpen(tasks, question);
    }

    /** Those that are not about a worker, as people read them. */
    public List<Gate> ofTask() {
        return ofTask;
    }

    /** Those that can be asked of what is over or under way. */
    public List<Gate> ofEnded() {
        return List.of(jobs.get(0), tasks.get(0));
    }

    /** Those that are about a worker, as people read them. */
    public List<Gate> ofWorker() {
        return ofWorker;
    }

    private static boolean allOpen(List<Gate> gates, Question question) {
        for (int i = 0; i < gates.size(); i++) {
            if (!gates.get(i).opens(question)) {
                return false;
            }
        }
        return true;
    }
}
