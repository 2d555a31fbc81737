package org.isocenter.training.worker;

import static java.util.stream.Collectors.toSet;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.FrameCache;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Partners;
import org.isocenter.training.view.ViewProfile;
import org.jspecify.annotations.Nullable;

/** The worker's one frame cache, opened at the first job, and the frames of cohorts in it. */
@ApplicationScoped
class CohortFrames {
    private static final int FRAMES_PER_STEP = 64;
    private static final double VIEWS_PER_FRAME_SIDE = 2;
    private static final Set<String> TOMOGRAPHIC = Set.of("CT", "MR", "PT", "NM");

    private final TrainingConfig config;
    private final FrameReader reader;
    private final StudyIndex index;
    private final String version;
    private @Nullable FrameCache cache;

    CohortFrames(
            TrainingConfig config,
            FrameReader reader,
            StudyIndex index,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.config = config;
        this.reader = reader;
        this.index = index;
        this.version = version;
    }

    /**
     * The frames of members, decoded and kept; says how far it is, where there are more than a few.
     *
     * @param members in order
     * @param imageSize side of the views that will be cut from them
     */
    CachedFrames of(List<CohortMember> members, int imageSize, JobRun run) {
        int cap = cap(config, imageSize);
        for (int from = 0; from < members.size(); from += FRAMES_PER_STEP) {
            run.obey();
            if (from > 0) {
                run.progress(from, members.size(), "frames", "decoding");
            }
            List<CohortMember> some = members.subList(from, Math.min(members.size(), from + FRAMES_PER_STEP));
            new CachedFrames(cache(), some, cap).fill(config.loaderThreads());
        }
        if (members.size() > FRAMES_PER_STEP) {
            run.progress(members.size(), members.size(), "frames", "decoded");
        }
        return new CachedFrames(cache(), members, cap);
    }

    /** Longest short side of frames from which views of a size are cut. */
    static int cap(TrainingConfig config, int imageSize) {
        return Math.max(config.frameCap(), (int) (VIEWS_PER_FRAME_SIDE * imageSize));
    }

    /**
     * Frames of a project as members, for looking at alone: they stand on no side of a split that counts.
     *
     * @throws PlatformException {@code UNKNOWN_IMAGE} where the project has not all of them
     */
    List<CohortMember> members(ProjectId project, Set<FrameId> wanted) {
        Map<SopInstanceUid, InstanceRecord> instances =
                index.get(project, wanted.stream().map(FrameId::instance).collect(toSet()));
        return wanted.stream()
                .sorted()
                .map(frame -> member(frame, instances.get(frame.instance())))
                .toList();
    }

    private static CohortMember member(FrameId frame, @Nullable InstanceRecord instance) {
        if (instance == null || frame.frame() >= instance.frames()) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_IMAGE, "the project has no frame %s; name frames that it has".formatted(frame));
        }
        return new CohortMember(frame, instance.blob(), instance.patient(), Partition.UNLABELLED);
    }

    /** The frames of a study or series as such members, in their order; {@code UNKNOWN_IMAGE} where it has none. */
    List<CohortMember> below(ProjectId project, Optional<StudyUid> study, Optional<SeriesUid> series) {
        List<Criterion> criteria = new ArrayList<>();
        study.ifPresent(uid -> criteria.add(Criterion.is(HeaderKey.STUDY_UID, uid.value())));
        series.ifPresent(uid -> criteria.add(Criterion.is(HeaderKey.SERIES_UID, uid.value())));
        List<CohortMember> members = new ArrayList<>();
        StudyQuery query = StudyQuery.of(project, criteria.toArray(Criterion[]::new));
        for (Optional<StudyQuery> next = Optional.of(query); next.isPresent(); ) {
            Page<InstanceRecord> page = index.find(next.get());
            page.items()
                    .forEach(instance -> instance.frameIds().forEach(frame -> members.add(member(frame, instance))));
            next = page.next().map(query::after);
        }
        if (members.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_IMAGE, "the project has no image there; name a study or series that it has");
        }
        return members;
    }

    /** The instances of members, by UID. */
    Map<SopInstanceUid, InstanceRecord> records(ProjectId project, List<CohortMember> members) {
        return index.get(
                project,
                members.stream().map(member -> member.frame().instance()).collect(toSet()));
    }

    /** For each member the volume it is a slice of: its series where that is a stack by its modality or frames, else itself. */
    List<String> stacks(CohortVersion cohort) {
        Map<SopInstanceUid, InstanceRecord> instances = instances(cohort);
        return cohort.members().stream()
                .map(member ->
                        stack(member.frame(), instances.get(member.frame().instance())))
                .toList();
    }

    private static String stack(FrameId frame, @Nullable InstanceRecord instance) {
        boolean sliced = instance != null
                && (instance.frames() > 1
                        || TOMOGRAPHIC.contains(instance.modality().code()));
        return sliced ? instance.series().value() : frame.toString();
    }

    /**
     * Which images of a cohort are partners.
     *
     * @param members whose images, in order
     */
    Partners partners(CohortVersion cohort, List<CohortMember> members, Pairs pairs) {
        Map<SopInstanceUid, InstanceRecord> instances = instances(cohort);
        List<String> groups = new ArrayList<>();
        List<Double> order = new ArrayList<>();
        for (CohortMember member : members) {
            InstanceRecord instance = instances.get(member.frame().instance());
            groups.add(instance == null ? member.frame().toString() : group(instance, pairs));
            order.add(instance == null || pairs != Pairs.SLICES ? member.frame().frame() : instanceNumber(instance));
        }
        return new Partners(groups, order, pairs.reach());
    }

    /** Which images of a cohort are slices of one volume, in their order; an image that is none is alone. */
    Partners volumes(CohortVersion cohort, List<CohortMember> members) {
        Map<SopInstanceUid, InstanceRecord> instances = instances(cohort);
        List<String> groups = new ArrayList<>();
        List<Double> order = new ArrayList<>();
        for (CohortMember member : members) {
            InstanceRecord instance = instances.get(member.frame().instance());
            boolean many = instance != null && instance.frames() > 1;
            groups.add(many ? instance.instance().value() : stack(member.frame(), instance));
            order.add(many || instance == null ? member.frame().frame() : instanceNumber(instance));
        }
        return new Partners(groups, order, 1);
    }

    /** Of the frames of each object only every so many-th, from the first on. */
    static List<CohortMember> everySoMany(List<CohortMember> members, int stride) {
        return members.stream()
                .filter(member -> member.frame().frame() % stride == 0)
                .toList();
    }

    private static String group(InstanceRecord instance, Pairs pairs) {
        return switch (pairs) {
            case PATIENT -> instance.patient().toString();
            case STUDY -> instance.study().value();
            case LATERALITY -> instance.study().value() + " " + side(instance);
            case SLICES -> instance.series().value();
            case FRAMES -> instance.instance().value();
        };
    }

    private static double instanceNumber(InstanceRecord instance) {
        return instance.headers().get("InstanceNumber") instanceof Number number ? number.doubleValue() : 0;
    }

    private static Object side(InstanceRecord instance) {
        Object image = instance.headers().get("ImageLaterality");
        return image != null ? image : instance.headers().getOrDefault("Laterality", "");
    }

    /** The augmentations that suit most of a cohort's instances. */
    ViewProfile profile(CohortVersion cohort) {
        Map<Modality, Integer> counts = new HashMap<>();
        instances(cohort).values().forEach(instance -> counts.merge(instance.modality(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Modality, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().code(), Comparator.reverseOrder()))
                .map(entry -> ViewProfile.of(entry.getKey()))
                .orElse(ViewProfile.PICTURE);
    }

    /** The codes of the modalities of one side's instances, in order. */
    List<String> modalities(CohortVersion cohort, Partition side) {
        Set<SopInstanceUid> wanted = cohort.members(side).stream()
                .map(member -> member.frame().instance())
                .collect(toSet());
        return index.get(cohort.cohort().project(), wanted).values().stream()
                .map(instance -> instance.modality().code())
                .distinct()
                .sorted()
                .toList();
    }

    private Map<SopInstanceUid, InstanceRecord> instances(CohortVersion cohort) {
        return index.get(
                cohort.cohort().project(),
                cohort.members().stream()
                        .map(member -> member.frame().instance())
                        .collect(toSet()));
    }

    /** Forgets what was decoded from blobs that were deleted. */
    void forget(Set<BlobKey> blobs) {
        if (!blobs.isEmpty() && Files.isDirectory(config.cacheFolder())) {
            cache().remove(blobs);
        }
    }

    private synchronized FrameCache cache() {
        if (cache == null) {
            cache = FrameCache.open(config.cacheFolder(), reader, version.replace(' ', '-'), config.cacheBytes());
        }
        return cache;
    }

    @PreDestroy
    synchronized void close() {
        if (cache != null) {
            cache.close();
        }
    }
}
