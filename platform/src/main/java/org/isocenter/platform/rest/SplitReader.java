package org.isocenter.platform.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelView;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.jspecify.annotations.Nullable;

/** Reads the split that a request asks for; images are named by the path they were imported from, or by UIDs new or old. */
@ApplicationScoped
class SplitReader {
    private final StudyIndex index;
    private final ProjectKeys keys;
    private final LabelSets labelSets;
    private final LabelView labels;
    private final Access access;

    SplitReader(StudyIndex index, ProjectKeys keys, LabelSets labelSets, LabelView labels, Access access) {
        this.index = index;
        this.keys = keys;
        this.labelSets = labelSets;
        this.labels = labels;
        this.access = access;
    }

    /**
     * What stands on a side, named in one of these ways.
     *
     * @param image the path under which it was imported; {@code frame} of it, counted from 0
     * @param sopInstanceUid its new UID; {@code frame} of it
     * @param sopUid its UID before de-identification; all of its frames, as with the names below
     * @param seriesUid the original UID of a series
     * @param studyUid the original UID of a study
     * @param patient the original identifier of a patient
     */
    public record Place(
            @Nullable String image,
            @Nullable String sopInstanceUid,
            int frame,
            @NotNull Partition partition,
            @Nullable String sopUid,
            @Nullable String seriesUid,
            @Nullable String studyUid,
            @Nullable String patient) {}

    /**
     * A wish for a split: given places, or drawn with a seed, or none at all.
     *
     * @param seed same seed, same split
     * @param validation share of patients, usually 0.15
     * @param test share of patients, usually 0.2
     * @param stratifyBy a label set whose classes are divided in the same shares
     * @param places a given split
     * @param unlabelled whether everything is for self-supervision
     */
    public record NewSplit(
            @Nullable Long seed,
            @Nullable Double validation,
            @Nullable Double test,
            @Nullable UUID stratifyBy,
            @Nullable List<@Valid Place> places,
            boolean unlabelled) {}

    Split read(ProjectId project, NewSplit request) {
        if (request.unlabelled()) {
            return new Split.None();
        }
        if (request.places() != null) {
            return new Split.Given(partitions(project, request.places()));
        }
        return new Split.Seeded(
                request.seed() == null ? 0 : request.seed(),
                request.validation() == null ? 0.15 : request.validation(),
                request.test() == null ? 0.2 : request.test(),
                strata(request.stratifyBy()));
    }

    private Map<FrameId, Partition> partitions(ProjectId project, List<Place> places) {
        byte[] key = keys.key(project);
        Map<FrameId, Partition> partitions = new HashMap<>();
        places.stream()
                .filter(place -> place.sopInstanceUid() != null)
                .forEach(place -> put(
                        partitions,
                        new FrameId(new SopInstanceUid(place.sopInstanceUid()), place.frame()),
                        place.partition()));
        byPath(project, key, places, partitions);
        OriginalNames names = new OriginalNames(index, project, key);
        byOriginal(names, HeaderKey.SOP_UID, Place::sopUid, places, partitions);
        byOriginal(names, HeaderKey.SERIES_UID, Place::seriesUid, places, partitions);
        byOriginal(names, HeaderKey.STUDY_UID, Place::studyUid, places, partitions);
        byOriginal(names, HeaderKey.PATIENT, Place::patient, places, partitions);
        return partitions;
    }

    private void byPath(ProjectId project, byte[] key, List<Place> places, Map<FrameId, Partition> partitions) {
        Map<Place, String> hashes = new HashMap<>();
        places.stream()
                .filter(place -> place.image() != null)
                .forEach(place -> hashes.put(place, SourceKey.of(key, place.image())));
        Map<String, InstanceRecord> known = index.bySourceKey(project, hashes.values());
        hashes.forEach((place, hash) -> {
            InstanceRecord instance = Optional.ofNullable(known.get(hash)).orElseThrow(SplitReader::unknown);
            put(partitions, new FrameId(instance.instance(), place.frame()), place.partition());
        });
    }

    private static void byOriginal(
            OriginalNames names,
            HeaderKey header,
            Function<Place, @Nullable String> name,
            List<Place> places,
            Map<FrameId, Partition> partitions) {
        Map<String, Partition> sides = new HashMap<>();
        places.stream()
                .filter(place -> name.apply(place) != null)
                .forEach(place -> put(sides, name.apply(place), place.partition()));
        Map<String, List<InstanceRecord>> found = names.find(header, sides.keySet());
        sides.forEach((original, side) -> Optional.ofNullable(found.get(original))
                .orElseThrow(SplitReader::unknown)
                .forEach(instance -> instance.frameIds().forEach(frame -> put(partitions, frame, side))));
    }

    private static <K> void put(Map<K, Partition> sides, K named, Partition side) {
        Partition before = sides.putIfAbsent(named, side);
        if (before != null && before != side) {
            throw new PlatformException(
                    ErrorCode.SPLIT_CROSSES_PATIENT,
                    "the split names the same on the sides %s and %s; correct it".formatted(before, side));
        }
    }

    private static PlatformException unknown() {
        return new PlatformException(
                ErrorCode.UNKNOWN_IMAGE, "the split names an image that was not imported into this project");
    }

    private Map<FrameId, String> strata(@Nullable UUID labelSet) {
        if (labelSet == null) {
            return Map.of();
        }
        LabelSet mine = access.row(labelSets.find(labelSet), LabelSet::project);
        Map<FrameId, String> strata = new HashMap<>();
        labels.all(mine.id()).forEach(label -> strata.put(label.frame(), String.join(";", label.classes())));
        return strata;
    }
}
