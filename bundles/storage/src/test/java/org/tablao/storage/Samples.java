package org.tablao.storage;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tablao.derby.DerbyDataSourceFactory;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;

/** Rows to store. */
final class Samples {

    private Samples() {}

    /** @param store {@code <home>/data/store} */
    static Database derby(Path store) {
        return new DerbyFolder(new DerbyDataSourceFactory(), store, backups(store.getParent()));
    }

    static Backups backups(Path data) {
        return new Backups(data.resolve("backups"), Clock.systemUTC());
    }

    /** Every kind of row that there is. */
    static List<Class<? extends Row>> kinds() {
        return Arrays.stream(Row.class.getPermittedSubclasses())
                .<Class<? extends Row>>map(kind -> kind.asSubclass(Row.class))
                .toList();
    }

    /** A row whose values differ by column, and, its key apart, by {@code variant}. */
    static <R extends Row> R row(Class<R> kind, int variant) {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            boolean key = Tables.of(kind).keys().contains(snake(components[i].getName()));
            values[i] = value(components[i].getType(), i + 1, key ? 0 : variant);
        }
        try {
            Constructor<R> constructor = kind.getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static ProjectRow project(String id) {
        return new ProjectRow(id, "Sintel — 東", 1_700_000_000_000L);
    }

    /** A frame of job {@code job}, numbered like its ordinal. */
    static FrameRow frame(String job, int ordinal, String shot, String status, long renderedAt, String thumbnail) {
        return new FrameRow(
                job,
                ordinal,
                "P",
                shot,
                1,
                1,
                "main",
                ordinal,
                "f" + ordinal,
                "/out/" + ordinal,
                status,
                renderedAt,
                1.5,
                "blender",
                "3.4.1",
                "w",
                640,
                360,
                1L,
                2L,
                "",
                thumbnail,
                "",
                "",
                "",
                0L);
    }

    /** The row's values; bytes as a list, which arrays' equality is not. */
    static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(row);
                values.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    private static String snake(String component) {
        StringBuilder snake = new StringBuilder();
        for (char c : component.toCharArray()) {
            snake.append(Character.isUpperCase(c) ? "_" + Character.toLowerCase(c) : String.valueOf(c));
        }
        return snake.toString();
    }

    private static Object value(Class<?> type, int column, int variant) {
        int mark = 100 * variant + column;
        if (type == String.class) {
            return "ñ東" + mark;
        } else if (type == long.class) {
            return Long.MAX_VALUE - mark;
        } else if (type == int.class) {
            return Integer.MIN_VALUE + mark;
        } else if (type == double.class) {
            return mark + 0.1;
        } else if (type == boolean.class) {
            return mark % 2 == 0;
        } else if (type == byte[].class) {
            return new byte[] {0, -1, (byte) mark};
        }
        throw new IllegalArgumentException(type.getName());
    }
}
