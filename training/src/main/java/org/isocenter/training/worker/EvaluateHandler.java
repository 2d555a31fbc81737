package org.isocenter.training.worker;

import static java.util.stream.Collectors.toSet;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.Masks;
import org.isocenter.training.evaluation.Circumstances;
import org.isocenter.training.evaluation.FittedTemperature;
import org.isocenter.training.evaluation.HeadName;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.TestSet;
import org.isocenter.training.evaluation.TestSets;

/** Measures a registered head on test patients, its own or those of another cohort. */
@ApplicationScoped
class EvaluateHandler implements JobHandler {
    private final Holdings holdings;
    private final CohortFrames frames;
    private final HeadFiles heads;
    private final ModelFiles files;
    private final BlobStore blobs;
    private final TestSets testSets;
    private final TestCircumstances circumstances;

    EvaluateHandler(
            Holdings holdings,
            CohortFrames frames,
            HeadFiles heads,
            ModelFiles files,
            BlobStore blobs,
            TestSets testSets,
            TestCircumstances circumstances) {
        this.holdings = holdings;
        this.frames = frames;
        this.heads = heads;
        this.files = files;
        this.blobs = blobs;
        this.testSets = testSets;
        this.circumstances = circumstances;
    }

    @Override
    public JobKind kind() {
        return JobKind.EVALUATE;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        EvaluatePlan plan = EvaluatePlan.of(run.job().parameters());
        HeadVersion head = holdings.head(project, plan.head());
        LabelSet set = labels(project, plan, head);
        CohortVersion version = SomeMembers.on(
                holdings.cohortVersion(project, plan.cohortVersion().orElse(head.cohortVersion())),
                Set.of(Partition.TEST));
        requireUnseen(version, holdings.cohortVersion(project, head.cohortVersion()));
        CachedFrames images = frames.of(version.members(), HeadFiles.imageSize(head), run);
        HeadMeasure measure = new HeadMeasure(
                testSets.of(set.id(), version, images),
                new Masks(blobs),
                new Circumstances(circumstances.groups(project, version.members()), Optional.empty()),
                head.seed());
        HeadName name = new HeadName(head.kind(), head.init(), head.report().trainLabels());
        try (NDManager manager = EngineMemory.forJob()) {
            run.obey();
            HeadReport report = head.task() != LabelKind.SEGMENTATION
                    ? measure.classifier(heads.classifier(head, manager), name, temperature(head))
                    : measure.segmenter(heads.segmenter(head, manager), name);
            Map<String, Object> result = new HashMap<>();
            result.put("metrics", TrainedHead.metrics(report.metrics()));
            result.put("testPatients", report.testPatients());
            result.put("testFrames", report.predictions().size());
            if (head.task() != LabelKind.SEGMENTATION) {
                result.put(HeadPictures.EXPLANATION, explanation(head, report, measure.test(), run, manager));
            }
            return result;
        }
    }

    private Map<String, Object> explanation(
            HeadVersion head, HeadReport report, TestSet test, JobRun run, NDManager manager) {
        HeadPictures.Stored stored = new HeadPictures.Stored(
                holdings.encoder(head.project(), head.encoder()),
                files.read(head.weights()),
                HeadFiles.imageSize(head));
        return new HeadPictures(files, blobs::put, run::picture)
                .show(HeadPictures.EXPLANATION, stored, report, test, head.seed(), manager);
    }

    /** The one that was fitted when the head was trained. */
    private static FittedTemperature temperature(HeadVersion head) {
        return head.report()
                .evidence()
                .calibration()
                .map(FittedTemperature::of)
                .orElseGet(() -> FittedTemperature.none("the head was trained before heads were calibrated"));
    }

    private LabelSet labels(ProjectId project, EvaluatePlan plan, HeadVersion head) {
        LabelSet set = holdings.frozenLabels(project, plan.labelSet().orElse(head.labelSet()));
        List<String> classes = HeadFiles.classes(head);
        if (set.scheme().kind() != head.task() || !set.scheme().classes().equals(classes)) {
            throw Parameters.wrong(
                    "labelSet",
                    "must have the head's classes " + classes,
                    set.scheme().classes());
        }
        return set;
    }

    /** A patient whom the head has learnt from proves nothing. */
    private static void requireUnseen(CohortVersion test, CohortVersion own) {
        Set<Pseudonym> learntFrom = own.members().stream()
                .filter(member -> member.partition() == Partition.TRAIN)
                .map(CohortMember::patient)
                .collect(toSet());
        long seen = test.members().stream()
                .map(CohortMember::patient)
                .distinct()
                .filter(learntFrom::contains)
                .count();
        if (seen > 0) {
            throw Parameters.wrong(
                    "cohortVersion",
                    "must have no test patient that the head has learnt from",
                    "one with %d of them".formatted(seen));
        }
    }
}
