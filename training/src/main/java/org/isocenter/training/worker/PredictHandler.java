package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Masks;

/** Asks a registered head about some images. */
@ApplicationScoped
class PredictHandler implements JobHandler {
    private final Holdings holdings;
    private final CohortFrames frames;
    private final HeadFiles heads;

    PredictHandler(Holdings holdings, CohortFrames frames, HeadFiles heads) {
        this.holdings = holdings;
        this.frames = frames;
        this.heads = heads;
    }

    @Override
    public JobKind kind() {
        return JobKind.PREDICT;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        PredictPlan plan = PredictPlan.of(run.job().parameters());
        HeadVersion head = holdings.headInUse(project, plan.head());
        List<CohortMember> members = plan.instances()
                .map(wanted -> frames.members(project, wanted))
                .orElseGet(() -> holdings.cohortVersion(
                                project, plan.cohortVersion().orElseThrow())
                        .members());
        CachedFrames images = frames.of(members, HeadFiles.imageSize(head), run);
        try (NDManager manager = EngineMemory.forJob()) {
            run.obey();
            return Map.of(
                    "predictions",
                    head.task() != LabelKind.SEGMENTATION
                            ? classes(head, members, images, manager)
                            : masks(head, members, images, manager));
        }
    }

    private List<Map<String, Object>> classes(
            HeadVersion head, List<CohortMember> members, FrameSource images, NDManager manager) {
        double[][] probabilities = heads.classifier(head, manager).probabilities(images);
        List<String> names = HeadFiles.classes(head);
        return IntStream.range(0, members.size())
                .mapToObj(i -> Predictions.classes(members.get(i).frame(), named(names, probabilities[i])))
                .toList();
    }

    private static Map<String, Double> named(List<String> names, double[] values) {
        Map<String, Double> named = new LinkedHashMap<>();
        IntStream.range(0, values.length).forEach(k -> named.put(names.get(k), values[k]));
        return named;
    }

    private List<Map<String, Object>> masks(
            HeadVersion head, List<CohortMember> members, FrameSource images, NDManager manager) {
        List<byte[]> masks = heads.segmenter(head, manager).masks(images);
        return IntStream.range(0, members.size())
                .mapToObj(i -> {
                    Frame frame = images.frame(i);
                    return Predictions.mask(
                            members.get(i).frame(), Masks.png(masks.get(i), frame.rows(), frame.columns()));
                })
                .toList();
    }
}
