package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.curation.CurationRun;
import org.isocenter.training.curation.Curator;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;

/** Looks through a cohort and raises flags under the lease's fence. */
@ApplicationScoped
class CurateHandler implements JobHandler {
    private final Holdings holdings;
    private final CohortFrames frames;
    private final ModelFiles files;
    private final LabelSets labelSets;
    private final Curation curation;

    CurateHandler(Holdings holdings, CohortFrames frames, ModelFiles files, LabelSets labelSets, Curation curation) {
        this.holdings = holdings;
        this.frames = frames;
        this.files = files;
        this.labelSets = labelSets;
        this.curation = curation;
    }

    @Override
    public JobKind kind() {
        return JobKind.CURATE;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        CuratePlan plan = CuratePlan.of(run.job().parameters());
        CohortVersion version = holdings.cohortVersion(project, plan.cohortVersion());
        Optional<TrainingLabels> labels = plan.labelSet().map(set -> labelSets.training(set, version.id()));
        CachedFrames images = frames.of(version.members(), plan.imageSize(), run);
        try (NDManager manager = EngineMemory.forJob();
                Encoder encoder = files.open(holdings.encoder(project, plan.encoder()), manager)) {
            SteppedEmbedder embedder =
                    new SteppedEmbedder(new EncoderFeatures(encoder, manager, plan.imageSize()), run);
            CurationRun curator = new CurationRun(
                    new Curator(embedder, plan.seed()), flags -> run.fenced(() -> curation.raise(flags)));
            return result(curator.run(project, run.job().id(), version, images, frames.stacks(version), labels));
        }
    }

    private static Map<String, Object> result(Map<CurationIssue, Long> counts) {
        Map<String, Object> byIssue = new TreeMap<>();
        counts.forEach((issue, count) -> byIssue.put(issue.name(), count));
        long flagged = counts.values().stream().mapToLong(Long::longValue).sum();
        return Map.of("flagged", flagged, "byIssue", byIssue);
    }
}
