package org.tablao.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** The records of node-api as JSON. What a newer node says more is passed over; what is missing is refused. */
final class Wire {

    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String BYTES = "application/octet-stream";

    static final String NODE_HEADER = "Tablao-Node";
    static final String LOG_OFFSET_HEADER = "Tablao-Log-Offset";
    static final String LOG_LENGTH_HEADER = "Tablao-Log-Length";

    static final int LONGEST_BODY = 8 << 20;
    static final int LONGEST_LOG_PIECE = 1 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<Type, ObjectReader> READERS = new ConcurrentHashMap<>();

    private Wire() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** @throws RefusedException INVALID, with the field at fault where there is one */
    static <T> T read(byte[] json, TypeReference<T> type) {
        try {
            T value = readerOf(type).readValue(json);
            if (value == null) {
                throw invalid("", "there is none");
            }
            return value;
        } catch (JsonMappingException e) {
            throw invalid(field(e), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw invalid("", e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading JSON from memory", e);
        }
    }

    /** To make one costs more than to read a small message with it. */
    private static ObjectReader readerOf(TypeReference<?> type) {
        return READERS.computeIfAbsent(type.getType(), any -> MAPPER.readerFor(type));
    }

    private static RefusedException invalid(String field, String reason) {
        return new RefusedException(
                Refusal.INVALID,
                "The message is not well formed: " + (field.isEmpty() ? "" : field + ": ") + reason + ".",
                "",
                field.isEmpty() ? List.of() : List.of(new Problem(field, reason, "")));
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
