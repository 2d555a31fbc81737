package org.isocenter.platform.persistence;

import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;

/**
 * The where clause of a question to table study, series or instance. What a whole study or series has in common is asked of its
 * own row, all else of one instance in it. Values are always parameters; keywords are letters and digits by the type of
 * {@link HeaderKey}.
 */
final class IndexWhere {
    private static final Map<String, String> COLUMNS = Map.of(
            "StudyInstanceUID", "study_uid",
            "SeriesInstanceUID", "series_uid",
            "SOPInstanceUID", "sop_uid",
            "PatientID", "patient",
            "Modality", "modality");

    /** Of the modules Patient and General Study (PS3.3 C.7.1.1, C.7.2.1), as far as the index keeps them. */
    private static final Set<String> OF_STUDY = Set.of(
            "PatientID",
            "PatientName",
            "PatientSex",
            "PatientBirthDate",
            "StudyInstanceUID",
            "StudyDate",
            "StudyTime",
            "StudyID",
            "StudyDescription",
            "AccessionNumber",
            "ReferringPhysicianName");

    /** Of the module General Series (PS3.3 C.7.3.1). */
    private static final Set<String> OF_SERIES =
            Set.of("SeriesInstanceUID", "Modality", "SeriesNumber", "SeriesDescription", "SeriesDate", "SeriesTime");

    private static final String STUDY = "study";
    private static final String SERIES = "series";
    private static final String INSTANCE = "instance";

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private IndexWhere(String table, UUID project) {
        clauses.add(table + ".project_id = " + parameter(project));
    }

    /** Of table {@code instance}. */
    static IndexWhere instances(UUID project, List<Criterion> criteria) {
        IndexWhere where = new IndexWhere(INSTANCE, project);
        criteria.forEach(criterion -> where.clauses.add(where.clause(INSTANCE, criterion)));
        return where;
    }

    /** Of table {@code study}. */
    static IndexWhere studies(UUID project, List<Criterion> criteria) {
        IndexWhere where = new IndexWhere(STUDY, project);
        where.add(
                criteria,
                keyword -> OF_STUDY.contains(keyword) ? STUDY : INSTANCE,
                "(instance.project_id, instance.study_uid) = (study.project_id, study.study_uid)");
        return where;
    }

    /** Of table {@code series} and its {@code study}, joined. */
    static IndexWhere series(UUID project, List<Criterion> criteria) {
        IndexWhere where = new IndexWhere(SERIES, project);
        where.add(
                criteria,
                keyword -> OF_STUDY.contains(keyword) ? STUDY : OF_SERIES.contains(keyword) ? SERIES : INSTANCE,
                "(instance.project_id, instance.study_uid, instance.series_uid)"
                        + " = (series.project_id, series.study_uid, series.series_uid)");
        return where;
    }

    private void add(List<Criterion> criteria, Function<String, String> table, String member) {
        List<String> ofOneInstance = new ArrayList<>();
        for (Criterion criterion : criteria) {
            String asked = table.apply(criterion.key().keyword());
            (asked.equals(INSTANCE) ? ofOneInstance : clauses).add(clause(asked, criterion));
        }
        if (!ofOneInstance.isEmpty()) {
            clauses.add("exists (select from instance where %s and %s)"
                    .formatted(member, String.join(" and ", ofOneInstance)));
        }
    }

    String sql() {
        return String.join(" and ", clauses);
    }

    Query bind(Query query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private String clause(String table, Criterion criterion) {
        if (criterion instanceof Criterion.OneOf oneOf) {
            return oneOf(table, oneOf);
        }
        if (criterion instanceof Criterion.Like like) {
            return text(table, like.key()) + " ilike " + parameter(ilike(like.pattern()));
        }
        return between(table, (Criterion.Between) criterion);
    }

    private String oneOf(String table, Criterion.OneOf oneOf) {
        if (COLUMNS.containsKey(oneOf.key().keyword())) {
            return text(table, oneOf.key()) + " in (" + parameter(oneOf.values()) + ")";
        }
        return oneOf.values().stream()
                .map(value -> contains(table, oneOf.key(), value))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The header is the value or a list that holds it; both forms use the GIN index. */
    private String contains(String table, HeaderKey key, String value) {
        Object typed = key.type() == HeaderKey.Type.NUMBER ? (Object) number(key, value) : value;
        String one = parameter(Json.write(Map.of(key.keyword(), typed)));
        String list = parameter(Json.write(Map.of(key.keyword(), List.of(typed))));
        return "%1$s.headers @> cast(%2$s as jsonb) or %1$s.headers @> cast(%3$s as jsonb)".formatted(table, one, list);
    }

    private String between(String table, Criterion.Between between) {
        boolean numeric = between.key().type() == HeaderKey.Type.NUMBER;
        String left = numeric ? numeric(table, between.key()) : text(table, between.key());
        StringJoiner both = new StringJoiner(" and ", "(", ")");
        between.low().ifPresent(low -> both.add(left + " >= " + limit(between.key(), low)));
        between.high().ifPresent(high -> both.add(left + " <= " + limit(between.key(), high)));
        return both.toString();
    }

    private String limit(HeaderKey key, String value) {
        return parameter(key.type() == HeaderKey.Type.NUMBER ? (Object) number(key, value) : value);
    }

    private static BigDecimal number(HeaderKey key, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, key.keyword() + " is compared as a number; give digits", e);
        }
    }

    private static String text(String table, HeaderKey key) {
        String column = COLUMNS.get(key.keyword());
        return column != null ? table + "." + column : "(%s.headers ->> '%s')".formatted(table, key.keyword());
    }

    private static String numeric(String table, HeaderKey key) {
        return "case when jsonb_typeof(%1$s.headers -> '%2$s') = 'number' then cast(%1$s.headers ->> '%2$s' as numeric) end"
                .formatted(table, key.keyword());
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
