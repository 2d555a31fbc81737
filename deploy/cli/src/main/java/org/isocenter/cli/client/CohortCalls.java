package org.isocenter.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cohorts and their frozen versions. */
public final class CohortCalls {
    private final Http http;

    CohortCalls(Http http) {
        this.http = http;
    }

    /**
     * One condition: values, or a pattern with stars, or limits.
     *
     * @param keyword a DICOM keyword
     * @param numeric whether values are compared as numbers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Condition(
            String keyword,
            boolean numeric,
            @Nullable List<String> values,
            @Nullable String pattern,
            @Nullable String low,
            @Nullable String high) {}

    /** A named query. */
    public record Cohort(UUID id, UUID project, String name, List<Condition> conditions) {}

    /** A frozen version: frames and patients by side, and how many frames were deleted since. */
    public record Version(
            UUID id,
            UUID cohort,
            int number,
            String sha256,
            long seed,
            Instant frozenAt,
            Map<String, Long> frames,
            Map<String, Integer> patients,
            int lost) {}

    /**
     * What stands on a side, named in one of these ways; the others are null.
     *
     * @param image the path under which it was imported
     * @param sopInstanceUid its new UID
     * @param frame of these two, counted from 0
     * @param partition {@code TRAIN}, {@code VAL}, {@code TEST} or {@code UNLABELLED}
     * @param sopUid its UID before de-identification
     * @param seriesUid the original UID of a series
     * @param studyUid the original UID of a study
     * @param patient the original identifier of a patient
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            @Nullable String image,
            @Nullable String sopInstanceUid,
            int frame,
            String partition,
            @Nullable String sopUid,
            @Nullable String seriesUid,
            @Nullable String studyUid,
            @Nullable String patient) {}

    /**
     * A wish for a split: given places, or drawn with a seed, or everything unlabelled.
     *
     * @param validation share of patients
     * @param test share of patients
     * @param stratifyBy a label set whose classes are divided in the same shares
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Split(
            @Nullable Long seed,
            @Nullable Double validation,
            @Nullable Double test,
            @Nullable UUID stratifyBy,
            @Nullable List<Place> places,
            boolean unlabelled) {

        public static Split seeded(
                long seed, @Nullable Double validation, @Nullable Double test, @Nullable UUID stratifyBy) {
            return new Split(seed, validation, test, stratifyBy, null, false);
        }

        public static Split given(List<Place> places) {
            return new Split(null, null, null, null, places, false);
        }

        public static Split none() {
            return new Split(null, null, null, null, null, true);
        }
    }

    private record NewCohort(String name, List<Condition> conditions) {}

    public List<Cohort> list(String project) {
        return http.list(ProjectCalls.path(project) + "/cohorts", Cohort.class);
    }

    public Cohort show(UUID cohort) {
        return http.get("/api/v1/cohorts/" + cohort, Cohort.class);
    }

    public Cohort create(String project, String name, List<Condition> conditions) {
        return http.post(ProjectCalls.path(project) + "/cohorts", new NewCohort(name, conditions), Cohort.class);
    }

    /** Fixes what the cohort finds now, without what stewards excluded. */
    public Version freeze(UUID cohort, Split split) {
        return http.post("/api/v1/cohorts/" + cohort + "/versions", split, Version.class);
    }

    /** All versions, oldest first. */
    public List<Version> versions(UUID cohort) {
        return http.list("/api/v1/cohorts/" + cohort + "/versions", Version.class);
    }

    /** A frame of a version; {@code partition} is the side of the split that it is on. */
    public record Member(String sopInstanceUid, int frame, String patient, String partition) {}

    public List<Member> members(UUID version) {
        return http.list("/api/v1/cohort-versions/" + version + "/members", Member.class);
    }

    public Version version(UUID version) {
        return http.get("/api/v1/cohort-versions/" + version, Version.class);
    }
}
