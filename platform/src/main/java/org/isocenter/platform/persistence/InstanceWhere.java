package org.isocenter.platform.persistence;

import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;

/**
 * The where clause of a question to table instance. Values are always parameters; keywords are letters and digits by
 * the type of {@link HeaderKey}.
 */
final class InstanceWhere {
    private static final Map<String, String> COLUMNS = Map.of(
            "StudyInstanceUID", "study_uid",
            "SeriesInstanceUID", "series_uid",
            "SOPInstanceUID", "sop_uid",
            "PatientID", "patient",
            "Modality", "modality");

    private final StringJoiner clauses = new StringJoiner(" and ");
    private final Map<String, Object> parameters = new HashMap<>();

    InstanceWhere(UUID project, List<Criterion> criteria) {
        clauses.add("project_id = " + parameter(project));
        criteria.forEach(criterion -> clauses.add(clause(criterion)));
    }

    String sql() {
        return clauses.toString();
    }

    Query bind(Query query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private String clause(Criterion criterion) {
        if (criterion instanceof Criterion.OneOf oneOf) {
            return oneOf(oneOf);
        }
        if (criterion instanceof Criterion.Like like) {
            return text(like.key()) + " ilike " + parameter(ilike(like.pattern()));
        }
        return between((Criterion.Between) criterion);
    }

    private String oneOf(Criterion.OneOf oneOf) {
        if (COLUMNS.containsKey(oneOf.key().keyword())) {
            return text(oneOf.key()) + " in (" + parameter(oneOf.values()) + ")";
        }
        return oneOf.values().stream()
                .map(value -> contains(oneOf.key(), value))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The header is the value or a list that holds it; both forms use the GIN index. */
    private String contains(HeaderKey key, String value) {
        Object typed = key.type() == HeaderKey.Type.NUMBER ? (Object) number(key, value) : value;
        String one = parameter(Json.write(Map.of(key.keyword(), typed)));
        String list = parameter(Json.write(Map.of(key.keyword(), List.of(typed))));
        return "headers @> cast(%s as jsonb) or headers @> cast(%s as jsonb)".formatted(one, list);
    }

    private String between(Criterion.Between between) {
        boolean numeric = between.key().type() == HeaderKey.Type.NUMBER;
        String left = numeric ? numeric(between.key()) : text(between.key());
        StringJoiner both = new StringJoiner(" and ", "(", ")");
        between.low().ifPresent(low -> both.add(left + " >= " + limit(between.key(), low)));
        between.high().ifPresent(high -> both.add(left + " <= " + limit(between.key(), high)));
        return both.toString();
    }

    private String limit(HeaderKey key, String value) {
        return parameter(key.type() == HeaderKey.Type.NUMBER ? (Object) number(key, value) : value);
    }

    private static java.math.BigDecimal number(HeaderKey key, String value) {
        try {
            return new java.math.BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, key.keyword() + " is compared as a number; give digits", e);
        }
    }

    private static String text(HeaderKey key) {
        return COLUMNS.getOrDefault(key.keyword(), "(headers ->> '" + key.keyword() + "')");
    }

    private static String numeric(HeaderKey key) {
        return "case when jsonb_typeof(headers -> '%1$s') = 'number' then cast(headers ->> '%1$s' as numeric) end"
                .formatted(key.keyword());
    }

    private static String ilike(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
