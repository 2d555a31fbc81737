package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.purge.LessenedVersion;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.Seen;
import org.isocenter.platform.study.Pseudonym;

/** Looks at what a deletion would take, and who has seen it. */
@ApplicationScoped
class PurgeSurvey {
    private static final Map<String, String> NUMBERS = numbers();
    private static final Map<String, String> OF_PROJECT = Map.of(
            "cohorts", "select count(*) from cohort where project_id = :project",
            "labelSets", "select count(*) from label_set where project_id = :project",
            "encoders", "select count(*) from encoder where project_id = :project",
            "heads", "select count(*) from head where project_id = :project",
            "jobs", "select count(*) from job where project_id = :project");
    private static final String VERSIONS = """
            select v.id, c.name, v.number, v.sha256, count(*), string_agg(distinct m.partition, ',' order by m.partition)
            from cohort_member m join cohort_version v on v.id = m.version_id join cohort c on c.id = v.cohort_id
            where c.project_id = :project and (cast(:patient as text) is null or m.patient = :patient)
            group by v.id, c.name, v.number, v.sha256 order by c.name, v.number""";

    private final EntityManager em;
    private final ModelRegistry models;

    PurgeSurvey(EntityManager em, ModelRegistry models) {
        this.em = em;
        this.models = models;
    }

    /** A version that loses members, and the sides on which they stood. */
    record Lessened(LessenedVersion version, List<String> partitions) {}

    /** Each number with the rows that it counts: those of the project, or of one patient in it. */
    private static Map<String, String> numbers() {
        String mine =
                " from instance where project_id = :project and (cast(:patient as text) is null or patient = :patient)";
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("studies", "select count(distinct study_uid)" + mine);
        numbers.put("series", "select count(distinct series_uid)" + mine);
        numbers.put("instances", "select count(*)" + mine);
        numbers.put("frames", "select coalesce(sum(frames), 0)" + mine);
        numbers.put("versions", "select count(*)" + mine.replace("from instance", "from instance_version"));
        numbers.put("labels", """
                select count(*) from label l join label_set s on s.id = l.label_set_id
                where s.project_id = :project and l.sop_uid in (select sop_uid""" + mine + ")");
        numbers.put("jobPictures", """
                select count(*) from job_picture p join job j on j.id = p.job_id
                where j.project_id = :project and p.sop_uids && array(select sop_uid""" + mine + ")");
        numbers.put(
                "flags",
                "select count(*) from flag where project_id = :project and sop_uid in (select sop_uid" + mine + ")");
        numbers.put("identities", """
                select count(*) from identity
                where project_id = :project and sealed is not null
                  and (cast(:patient as text) is null or pseudonym = :patient)""");
        return numbers;
    }

    Map<String, Long> numbers(PurgeScope scope) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        NUMBERS.forEach((name, sql) -> numbers.put(name, number(bound(em.createNativeQuery(sql), scope))));
        if (scope.patient().isEmpty()) {
            OF_PROJECT.forEach((name, sql) -> numbers.put(
                    name,
                    number(em.createNativeQuery(sql)
                            .setParameter("project", scope.project().value()))));
        }
        return numbers;
    }

    List<Lessened> versions(PurgeScope scope) {
        List<?> rows = bound(em.createNativeQuery(VERSIONS), scope).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Lessened(
                        new LessenedVersion(
                                (UUID) row[0],
                                (String) row[1],
                                ((Number) row[2]).intValue(),
                                (String) row[3],
                                ((Number) row[4]).longValue()),
                        List.of(((String) row[5]).split(",", -1))))
                .toList();
    }

    /** Encoders that were trained or measured on a version, and those that descend from one of them. */
    List<Seen> encoders(PurgeScope scope, List<Lessened> versions) {
        Map<UUID, Seen> seen = new LinkedHashMap<>();
        models.encoders(scope.project()).stream()
                .sorted(Comparator.comparing(EncoderVersion::createdAt))
                .forEach(encoder -> {
                    List<Lessened> own = those(versions, version -> encoder.cohortSha256()
                            .equals(Optional.of(version.version().sha256())));
                    List<UUID> through =
                            encoder.parent().filter(seen::containsKey).stream().toList();
                    seen(encoder.id(), encoder.name(), own, through).ifPresent(each -> seen.put(each.id(), each));
                });
        return List.copyOf(seen.values());
    }

    /** Heads of a version's split, and those on an encoder that has seen it. */
    List<Seen> heads(PurgeScope scope, List<Lessened> versions, List<Seen> encoders) {
        Set<UUID> known = encoders.stream().map(Seen::id).collect(Collectors.toSet());
        List<Seen> seen = new ArrayList<>();
        for (HeadVersion head : models.heads(scope.project())) {
            List<Lessened> own =
                    those(versions, version -> version.version().id().equals(head.cohortVersion()));
            List<UUID> through = known.contains(head.encoder()) ? List.of(head.encoder()) : List.of();
            seen(head.id(), head.name(), own, through).ifPresent(seen::add);
        }
        return seen;
    }

    private static List<Lessened> those(List<Lessened> versions, Predicate<Lessened> wanted) {
        return versions.stream().filter(wanted).toList();
    }

    private static Optional<Seen> seen(UUID id, String name, List<Lessened> own, List<UUID> through) {
        if (own.isEmpty() && through.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Seen(
                id,
                name,
                own.stream().map(each -> each.version().id()).toList(),
                own.stream()
                        .flatMap(each -> each.partitions().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                through));
    }

    static Query bound(Query query, PurgeScope scope) {
        return query.setParameter("project", scope.project().value())
                .setParameter("patient", scope.patient().map(Pseudonym::value).orElse(null));
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }
}
