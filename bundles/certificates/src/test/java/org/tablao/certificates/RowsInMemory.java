package org.tablao.certificates;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;

/** A store that keeps what nodes need of it. */
final class RowsInMemory {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "commit" -> {
                            for (Object change : (List<?>) given[0]) {
                                Row row = ((Change) change).row();
                                rows.put(key(row), row);
                            }
                            return null;
                        }
                        case "all" -> {
                            return all((Class<?>) given[0]);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    <R> List<R> all(Class<R> kind) {
        List<R> all = new ArrayList<>();
        rows.values().stream().filter(kind::isInstance).map(kind::cast).forEach(all::add);
        return all;
    }

    private static String key(Row row) {
        if (row instanceof NodeRow node) {
            return "node " + node.id();
        }
        return row instanceof JoinTokenRow token ? "token " + token.id() : "audit " + ((AuditRow) row).id();
    }
}
