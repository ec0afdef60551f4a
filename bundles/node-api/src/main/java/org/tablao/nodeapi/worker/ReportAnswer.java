package org.tablao.nodeapi.worker;

import java.util.List;

/**
 * The report is durable.
 *
 * @param publish true: accepted, rename the files and confirm; false: remove them
 * @param next the next lease, where one was asked for and there is one
 */
public record ReportAnswer(boolean publish, List<TaskLease> next) {}
