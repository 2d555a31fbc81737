package org.isocenter.platform.rest;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.jspecify.annotations.Nullable;

/** How cohorts look in requests and answers. */
final class CohortViews {
    private CohortViews() {}

    /**
     * One condition: values, or a pattern with stars, or limits.
     *
     * @param keyword a DICOM keyword
     * @param numeric whether values are compared as numbers
     */
    record Condition(
            @NotBlank String keyword,
            boolean numeric,
            @Nullable List<String> values,
            @Nullable String pattern,
            @Nullable String low,
            @Nullable String high) {

        Criterion toCriterion() {
            HeaderKey key = numeric ? HeaderKey.number(keyword) : HeaderKey.text(keyword);
            if (values != null) {
                return new Criterion.OneOf(key, values);
            }
            if (pattern != null) {
                return new Criterion.Like(key, pattern);
            }
            return new Criterion.Between(key, Optional.ofNullable(low), Optional.ofNullable(high));
        }

        static Condition of(Criterion criterion) {
            String keyword = criterion.key().keyword();
            boolean numeric = criterion.key().type() == HeaderKey.Type.NUMBER;
            if (criterion instanceof Criterion.OneOf oneOf) {
                return new Condition(keyword, numeric, oneOf.values(), null, null, null);
            }
            if (criterion instanceof Criterion.Like like) {
                return new Condition(keyword, numeric, null, like.pattern(), null, null);
            }
            Criterion.Between between = (Criterion.Between) criterion;
            return new Condition(
                    keyword,
                    numeric,
                    null,
                    null,
                    between.low().orElse(null),
                    between.high().orElse(null));
        }
    }

    /** A wish for a cohort; no conditions mean everything in the project. */
    record NewCohort(@NotBlank String name, @Nullable List<@Valid Condition> conditions) {
        Cohort toCohort(ProjectId project) {
            List<Criterion> criteria = conditions == null
                    ? List.of()
                    : conditions.stream().map(Condition::toCriterion).toList();
            return new Cohort(UUID.randomUUID(), project, name, new CohortQuery(criteria));
        }
    }

    /** A cohort as it is shown. */
    record CohortView(UUID id, UUID project, String name, List<Condition> conditions) {
        static CohortView of(Cohort cohort) {
            return new CohortView(
                    cohort.id(),
                    cohort.project().value(),
                    cohort.name(),
                    cohort.query().criteria().stream().map(Condition::of).toList());
        }
    }

    /** A frozen version as it is shown: frames and patients by side, and how many frames were deleted since. */
    record VersionView(
            UUID id,
            UUID cohort,
            int number,
            String sha256,
            long seed,
            Instant frozenAt,
            Map<Partition, Long> frames,
            Map<Partition, Integer> patients,
            int lost) {
        static VersionView of(CohortVersion version) {
            return new VersionView(
                    version.id(),
                    version.cohort().id(),
                    version.number(),
                    version.sha256(),
                    version.seed(),
                    version.frozenAt(),
                    version.members().stream().collect(groupingBy(CohortMember::partition, counting())),
                    version.members().stream()
                            .collect(groupingBy(
                                    CohortMember::partition,
                                    mapping(CohortMember::patient, collectingAndThen(toSet(), Set::size)))),
                    version.lost());
        }
    }

    /** A member as it is shown. */
    record MemberView(String sopInstanceUid, int frame, String patient, Partition partition) {
        static MemberView of(CohortMember member) {
            return new MemberView(
                    member.frame().instance().value(),
                    member.frame().frame(),
                    member.patient().value(),
                    member.partition());
        }
    }
}
