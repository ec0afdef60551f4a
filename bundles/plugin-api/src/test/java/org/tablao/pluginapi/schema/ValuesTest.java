package org.tablao.pluginapi.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void readsAnIntegersFallbackThatAPluginWroteAsAnInt() throws InvalidValues {
        Schema schema = Schema.of(Field.of("seconds", FieldType.INTEGER).orElse(7));

        assertEquals(7L, schema.check(Map.of()).integer("seconds"));
    }
}
