package org.tablao.storage;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tablao.nodeapi.store.Row;

/** Maps a row record to its table: a component is the column of its name in snake case. */
final class Table<R extends Row> {

    private final Class<R> kind;
    private final String name;
    private final List<Column> columns;
    private final List<Column> keys;
    private final List<Column> others;
    private final Constructor<R> constructor;
    private final String select;
    private final String insert;
    private final String update;
    private final String delete;

    /** @param keys components that make the key, in its order */
    Table(Class<R> kind, String name, String... keys) {
        RecordComponent[] components = kind.getRecordComponents();
        this.kind = kind;
        this.name = name;
        this.columns = Arrays.stream(components).map(Column::of).toList();
        this.keys = Arrays.stream(keys).map(this::column).toList();
        this.others =
                columns.stream().filter(column -> !this.keys.contains(column)).toList();
        this.constructor = canonical(kind, components);
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        String where = " WHERE " + assigned(this.keys, " AND ");
        this.select = "SELECT " + list(columns) + " FROM " + name;
        this.insert = "INSERT INTO " + name + " (" + list(columns) + ") VALUES (" + marks + ")";
        this.update = "UPDATE " + name + " SET " + assigned(others, ", ") + where;
        this.delete = "DELETE FROM " + name + where;
    }

    Class<R> kind() {
        return kind;
    }

    String name() {
        return name;
    }

    List<String> keys() {
        return keys.stream().map(Column::name).toList();
    }

    /** The key's values, for messages. */
    String key(Row row) {
        return keys.stream().map(key -> key.of(row).toString()).collect(Collectors.joining(", "));
    }

    /** The key's values, to compare. */
    Object keyOf(Row row) {
        return keys.size() == 1
                ? keys.get(0).of(row)
                : keys.stream().map(key -> key.of(row)).toList();
    }

    String select() {
        return select;
    }

    String orderByKeys() {
        return " ORDER BY " + list(keys);
    }

    String insert() {
        return insert;
    }

    String update() {
        return update;
    }

    String delete() {
        return delete;
    }

    void bindInsert(PreparedStatement statement, Row row) throws SQLException {
        bind(statement, columns, row, 1);
    }

    void bindUpdate(PreparedStatement statement, Row row) throws SQLException {
        bind(statement, keys, row, bind(statement, others, row, 1));
    }

    void bindDelete(PreparedStatement statement, Row row) throws SQLException {
        bind(statement, keys, row, 1);
    }

    /** The record of the current row of what {@link #select()} found. */
    R read(ResultSet found) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(found, i + 1);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("making a " + kind.getSimpleName(), e);
        }
    }

    private Column column(String component) {
        return columns.stream()
                .filter(column -> column.accessor().getName().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind.getSimpleName() + " has no " + component));
    }

    private static int bind(PreparedStatement statement, List<Column> columns, Row row, int first) throws SQLException {
        int next = first;
        for (Column column : columns) {
            column.bind(statement, next++, row);
        }
        return next;
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String assigned(List<Column> columns, String separator) {
        return columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(separator));
    }

    private static <R> Constructor<R> canonical(Class<R> kind, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return kind.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(kind.getSimpleName() + " is no public record", e);
        }
    }

    private record Column(String name, Class<?> type, Method accessor) {

        static Column of(RecordComponent component) {
            String snake = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            Method accessor = component.getAccessor();
            // Public it is: this only spares the check at each of millions of calls.
            accessor.setAccessible(true);
            return new Column(snake, component.getType(), accessor);
        }

        Object of(Row row) {
            try {
                return accessor.invoke(row);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("reading " + accessor, e);
            }
        }

        void bind(PreparedStatement statement, int index, Row row) throws SQLException {
            Object value = of(row);
            if (type == String.class) {
                statement.setString(index, Texts.storable((String) value));
            } else if (type == long.class) {
                statement.setLong(index, (Long) value);
            } else if (type == int.class) {
                statement.setInt(index, (Integer) value);
            } else {
                statement.setObject(index, value);
            }
        }

        Object read(ResultSet found, int index) throws SQLException {
            if (type == String.class) {
                return found.getString(index);
            } else if (type == long.class) {
                return found.getLong(index);
            } else if (type == int.class) {
                return found.getInt(index);
            } else if (type == double.class) {
                return found.getDouble(index);
            } else if (type == boolean.class) {
                return found.getBoolean(index);
            } else if (type == byte[].class) {
                return found.getBytes(index);
            }
            throw new IllegalStateException("no column type for " + accessor);
        }
    }
}
