package org.tablao.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads what a driver says in the chain of an exception. */
final class Sql {

    private Sql() {}

    /** The states of the exception, of its causes and of those chained to it. */
    static List<String> states(SQLException problem) {
        return chain(problem).stream()
                .map(SQLException::getSQLState)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What the innermost exception says: the outer ones say only that something failed. */
    static String lastMessage(SQLException problem) {
        List<SQLException> chain = chain(problem);
        return chain.get(chain.size() - 1).getMessage();
    }

    /** Whether the database gave up this transaction for another's sake, so that it may be tried again. */
    static boolean mayBeRepeated(SQLException problem) {
        return states(problem).stream().anyMatch(state -> state.startsWith("40"));
    }

    /** Whether the connection, or the server behind it, is gone. */
    static boolean isLost(SQLException problem) {
        return chain(problem).stream().anyMatch(SQLTransientConnectionException.class::isInstance)
                || states(problem).stream().anyMatch(state -> state.startsWith("08") || state.startsWith("57P"));
    }

    private static List<SQLException> chain(SQLException problem) {
        List<SQLException> chain = new ArrayList<>();
        for (Throwable each = problem; each != null; each = next(each)) {
            if (each instanceof SQLException sql && !chain.contains(sql)) {
                chain.add(sql);
            }
        }
        return chain;
    }

    private static Throwable next(Throwable problem) {
        if (problem instanceof SQLException sql && sql.getNextException() != null) {
            return sql.getNextException();
        }
        return problem.getCause();
    }
}
