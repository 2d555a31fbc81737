package org.isocenter.platform.persistence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.study.Criterion;

/** Records in JSONB columns; the form is ours alone and may only be extended. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Criterion.class, CriterionForm.class)
            .addMixIn(Connection.class, ConnectionForm.class)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the value has no JSON form", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        return read(json, (Type) type);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller names the type that it expects
    static <T> T read(String json, Type type) {
        try {
            return (T) MAPPER.readValue(json, MAPPER.constructType(type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored value cannot be read as " + type, e);
        }
    }

    static Map<String, Object> map(String json) {
        return read(json, new TypeReference<Map<String, Object>>() {}.getType());
    }

    static List<String> list(String json) {
        return read(json, new TypeReference<List<String>>() {}.getType());
    }

    /** Names the kind of a condition. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Criterion.OneOf.class, name = "oneOf"),
        @JsonSubTypes.Type(value = Criterion.Like.class, name = "like"),
        @JsonSubTypes.Type(value = Criterion.Between.class, name = "between")
    })
    private interface CriterionForm {}

    /** Names the way to an archive. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Connection.Dimse.class, name = "dimse"),
        @JsonSubTypes.Type(value = Connection.Dicomweb.class, name = "dicomweb")
    })
    private interface ConnectionForm {}
}
