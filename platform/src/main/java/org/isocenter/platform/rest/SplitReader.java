package org.isocenter.platform.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.jspecify.annotations.Nullable;

/** Reads the split that a request asks for; images are named by the path they were imported from, or by UID. */
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

    /** An image and its side; named by {@code image} (imported path) or by {@code sopInstanceUid} and {@code frame}. */
    public record Place(
            @Nullable String image,
            @Nullable String sopInstanceUid,
            int frame,
            @NotNull Partition partition) {}

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
        Map<Place, String> hashes = new HashMap<>();
        for (Place place : places) {
            if (place.image() != null) {
                hashes.put(place, SourceKey.of(key, place.image()));
            }
        }
        Map<String, InstanceRecord> known = index.bySourceKey(project, hashes.values());
        Map<FrameId, Partition> partitions = new HashMap<>();
        for (Place place : places) {
            partitions.put(frame(place, known.get(hashes.get(place))), place.partition());
        }
        return partitions;
    }

    private static FrameId frame(Place place, @Nullable InstanceRecord byPath) {
        if (place.sopInstanceUid() != null) {
            return new FrameId(new SopInstanceUid(place.sopInstanceUid()), place.frame());
        }
        if (byPath == null) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_IMAGE, "the split names an image that was not imported into this project");
        }
        return new FrameId(byPath.instance(), place.frame());
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
