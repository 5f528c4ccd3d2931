package dev.millrace.kernel;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The one JSON dialect of rows and settings: records in, records out, times as ISO 8601. */
public final class Json {

    /** A set keeps the order it was written in: somebody chose it. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addAbstractTypeMapping(Set.class, LinkedHashSet.class))
            .build();

    private Json() {}

    public static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static JsonNode tree(@Nullable String json) {
        return json == null ? MAPPER.nullNode() : MAPPER.readTree(json);
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }
}
