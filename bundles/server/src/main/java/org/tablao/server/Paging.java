package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tablao.nodeapi.farm.Page;

/** Pages of lists. */
final class Paging {
    private static final int MOST = 1_000;

    private Paging() {}

    static void check(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Answers.invalid("The limit is " + limit + ".", "Give a limit from 1 to " + MOST + ".");
        }
    }

    /** A place in a list that is counted. */
    static int offset(String cursor) {
        try {
            int offset = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException e) {
            throw unknownCursor(cursor);
        }
        throw unknownCursor(cursor);
    }

    static <T> Page<T> counted(List<T> items, int offset, long total) {
        int next = offset + items.size();
        return new Page<>(items, next < total && !items.isEmpty() ? Integer.toString(next) : "", total);
    }

    /** A page of what a map has, in its order, after the key that is the cursor. */
    static <T, V> Page<V> keyed(
            NavigableMap<String, T> all, Predicate<T> wanted, String cursor, int limit, Function<T, V> view) {
        check(limit);
        NavigableMap<String, T> after = cursor.isEmpty() ? all : all.tailMap(cursor, false);
        List<V> items = new ArrayList<>();
        String next = "";
        String lastKey = "";
        for (Map.Entry<String, T> entry : after.entrySet()) {
            if (wanted.test(entry.getValue())) {
                if (items.size() == limit) {
                    next = lastKey;
                    break;
                }
                items.add(view.apply(entry.getValue()));
                lastKey = entry.getKey();
            }
        }
        long total = all.values().stream().filter(wanted).count();
        return new Page<>(items, next, total);
    }

    private static RuntimeException unknownCursor(String cursor) {
        return Answers.invalid("'" + cursor + "' is not a cursor.", "Give the one that came with the page before.");
    }
}
