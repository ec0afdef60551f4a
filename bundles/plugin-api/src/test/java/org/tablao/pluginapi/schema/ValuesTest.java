package org.tablao.pluginapi.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final Schema PARTS = Schema.of(Field.of("parts", FieldType.OBJECTS));

    @Test
    void readsAnIntegersFallbackThatAPluginWroteAsAnInt() throws InvalidValues {
        Schema schema = Schema.of(Field.of("seconds", FieldType.INTEGER).orElse(7));

        assertEquals(7L, schema.check(Map.of()).integer("seconds"));
    }

    @Test
    void readsObjectsInOrder() throws InvalidValues {
        List<Map<String, Object>> parts = List.of(Map.of("name", "a", "size", 3), Map.of());

        assertEquals(parts, PARTS.check(Map.of("parts", parts)).objects("parts"));
    }

    @Test
    void refusesWhatIsNoObjectAmongObjects() {
        for (Object wrong : new Object[] {List.of("a"), List.of(Map.of(1, "a")), "a", Map.of()}) {
            assertEquals(
                    "parts is not a list of objects",
                    assertThrows(InvalidValues.class, () -> PARTS.check(Map.of("parts", wrong)))
                            .getMessage());
        }
    }
}
