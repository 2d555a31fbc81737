package org.isocenter.training.worker;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.FrameCache;
import org.isocenter.training.view.ViewProfile;
import org.jspecify.annotations.Nullable;

/** The worker's one frame cache, opened at the first job, and the frames of cohorts in it. */
@ApplicationScoped
class CohortFrames {
    private static final int FRAMES_PER_STEP = 64;
    private static final double VIEWS_PER_FRAME_SIDE = 2;

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
     * The frames of members, decoded and kept; says how far it is.
     *
     * @param members in order
     * @param imageSize side of the views that will be cut from them
     */
    CachedFrames of(List<CohortMember> members, int imageSize, JobRun run) {
        int cap = Math.max(config.frameCap(), (int) (VIEWS_PER_FRAME_SIDE * imageSize));
        for (int from = 0; from < members.size(); from += FRAMES_PER_STEP) {
            run.obey();
            run.progress(from, members.size(), "frames", "decoding");
            List<CohortMember> some = members.subList(from, Math.min(members.size(), from + FRAMES_PER_STEP));
            new CachedFrames(cache(), some, cap).fill(config.loaderThreads());
        }
        return new CachedFrames(cache(), members, cap);
    }

    /** The augmentations that suit most of a cohort's instances. */
    ViewProfile profile(CohortVersion cohort) {
        Map<Modality, Integer> counts = new HashMap<>();
        instances(cohort.cohort().project(), cohort.members())
                .values()
                .forEach(instance -> counts.merge(instance.modality(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Modality, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().code(), Comparator.reverseOrder()))
                .map(entry -> ViewProfile.of(entry.getKey()))
                .orElse(ViewProfile.PICTURE);
    }

    private Map<SopInstanceUid, InstanceRecord> instances(ProjectId project, List<CohortMember> members) {
        Set<SopInstanceUid> wanted = new HashSet<>();
        members.forEach(member -> wanted.add(member.frame().instance()));
        return index.get(project, wanted);
    }

    private synchronized FrameCache cache() {
        if (cache == null) {
            cache = FrameCache.open(
                    config.cacheFolder(), reader, version.replace(' ', '-'), config.cacheBytes());
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
