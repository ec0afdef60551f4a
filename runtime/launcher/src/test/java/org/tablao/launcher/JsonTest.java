package org.tablao.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsObjectsListsAndScalars() {
        assertEquals(
                Map.of("a", List.of(1.0, -2.5e3, true, false, "x\n\"é\\/"), "b", Map.of(), "c", ""),
                Json.read(" {\"a\": [1, -2.5e3, true, false, \"x\\n\\\"\\u00e9\\\\\\/\"], \"b\": {}, \"c\": null } "));
    }

    @Test
    void readsWhatItQuotes() {
        String awkward = "tab\t quote\" back\\slash line\n bell\u0007 é 舞";
        assertEquals(awkward, Json.read(Json.quoted(awkward)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "[1 2]",
                "{\"a\" 1}",
                "{a: 1}",
                "\"open",
                "\"\\x\"",
                "\"\\u12\"",
                "tru",
                "-",
                "{} {}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.read(text));
    }

    @Test
    void tellsWhereItStopped() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Json.read("{\"a\": oops}"));
        assertEquals("expected a value at character 7", refused.getMessage());
    }

    @Test
    void refusesATextThatNestsWithoutEnd() {
        assertThrows(IllegalArgumentException.class, () -> Json.read("[".repeat(100_000)));
    }
}
