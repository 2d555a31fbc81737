package org.isocenter.training.worker;

import static java.util.stream.Collectors.toSet;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
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
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.Masks;
import org.isocenter.training.evaluation.Circumstances;
import org.isocenter.training.evaluation.FittedTemperature;
import org.isocenter.training.evaluation.HeadComparison;
import org.isocenter.training.evaluation.HeadName;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.TestSet;
import org.isocenter.training.evaluation.TestSets;

/** Measures a registered head on test patients, its own or those of another cohort. */
@ApplicationScoped
class EvaluateHandler implements JobHandler {
    private static final int SHOWN = 20;

    private final Holdings holdings;
    private final CohortFrames frames;
    private final HeadFiles heads;
    private final ModelFiles files;
    private final BlobStore blobs;
    private final TestSets testSets;
    private final TestCircumstances circumstances;
    private final LeakSearch leaks;

    EvaluateHandler(
            Holdings holdings,
            CohortFrames frames,
            HeadFiles heads,
            ModelFiles files,
            BlobStore blobs,
            TestSets testSets,
            TestCircumstances circumstances,
            LeakSearch leaks) {
        this.holdings = holdings;
        this.frames = frames;
        this.heads = heads;
        this.files = files;
        this.blobs = blobs;
        this.testSets = testSets;
        this.circumstances = circumstances;
        this.leaks = leaks;
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
        Optional<HeadVersion> against = plan.against().map(other -> holdings.head(project, other));
        LabelSet set = holdings.frozenLabels(project, plan.labelSet().orElse(head.labelSet()));
        CohortVersion version = SomeMembers.on(
                holdings.cohortVersion(project, plan.cohortVersion().orElse(head.cohortVersion())),
                Set.of(Partition.TEST));
        Leaked leaked = known(version, set, head, run);
        if (against.isPresent()) {
            leaked = leaked.and(known(version, set, against.get(), run));
        }
        leaked.tell(run);
        leaked.requireNone(plan.acceptNearDuplicates());
        Ground ground = new Ground(
                version,
                set,
                new Circumstances(circumstances.groups(project, version.members()), Optional.of(leaked.nearTests())),
                head.seed(),
                run);
        try (NDManager manager = EngineMemory.forJob()) {
            return result(head, against, ground, manager);
        }
    }

    /**
     * On what heads are measured.
     *
     * @param version whose test patients
     * @param set what is true of them
     * @param known of their images beside the labels
     * @param seed of the draws, the same for all heads
     */
    private record Ground(CohortVersion version, LabelSet set, Circumstances known, long seed, JobRun run) {}

    private Map<String, Object> result(
            HeadVersion head, Optional<HeadVersion> against, Ground ground, NDManager manager) {
        HeadMeasure measure = measure(head, ground);
        HeadReport report = report(head, measure, manager);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("head", Map.of("id", head.id().toString(), "name", head.name()));
        result.put("metrics", TrainedHead.metrics(report.metrics()));
        result.put("testPatients", report.testPatients());
        result.put("testFrames", report.predictions().size());
        result.put("evidence", EvidenceJson.of(report.evidence()));
        result.put("baselines", baselines(head, ground, manager));
        result.put("provenance", provenance(head, ground));
        Reliabilities.keep(Reliabilities.RELIABILITY, report, blobs, ground.run());
        if (head.task() != LabelKind.SEGMENTATION) {
            result.put(HeadPictures.EXPLANATION, explanation(head, report, measure.test(), ground.run(), manager));
        }
        against.ifPresent(other -> {
            HeadReport second = report(other, measure(other, ground), manager);
            result.put(
                    "against",
                    Map.of(
                            "id", other.id().toString(),
                            "name", other.name(),
                            "metrics", TrainedHead.metrics(second.metrics()),
                            "evidence", EvidenceJson.of(second.evidence())));
            result.put("comparison", EvidenceJson.of(HeadComparison.of(report, second, measure.bootstrap())));
            Set<FrameId> near = ground.known().nearDuplicates().orElse(Set.of());
            if (!near.isEmpty()) {
                HeadComparison.without(near, report, second, measure.bootstrap())
                        .ifPresent(without -> result.put("comparisonWithoutNearDuplicates", EvidenceJson.of(without)));
            }
        });
        return result;
    }

    private HeadMeasure measure(HeadVersion head, Ground ground) {
        CachedFrames images = frames.of(ground.version().members(), HeadFiles.imageSize(head), ground.run());
        return new HeadMeasure(
                testSets.of(ground.set().id(), ground.version(), images),
                new Masks(blobs),
                ground.known(),
                ground.seed());
    }

    private HeadReport report(HeadVersion head, HeadMeasure measure, NDManager manager) {
        HeadName name = new HeadName(head.kind(), head.init(), head.report().trainLabels());
        return head.task() != LabelKind.SEGMENTATION
                ? measure.classifier(heads.classifier(head, manager), name, temperature(head))
                : measure.segmenter(heads.segmenter(head, manager), name);
    }

    /** What the same kind of head of the same run reaches here from the other starts. */
    private Map<String, Object> baselines(HeadVersion head, Ground ground, NDManager manager) {
        Map<String, Object> baselines = new LinkedHashMap<>();
        for (HeadVersion baseline : holdings.baselines(head)) {
            ground.run().obey();
            HeadReport report = report(baseline, measure(baseline, ground), manager);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("metrics", TrainedHead.metrics(report.metrics()));
            report.evidence()
                    .withoutNearDuplicates()
                    .filter(without -> without.nearDuplicates() > 0)
                    .ifPresent(without -> values.put("withoutNearDuplicates", TrainedHead.metrics(without.metrics())));
            baselines.put(baseline.init(), values);
        }
        return baselines;
    }

    /** Where the figures come from. */
    private Map<String, Object> provenance(HeadVersion head, Ground ground) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cohortVersion", ground.version().id().toString());
        values.put("cohortSha256", ground.version().sha256());
        values.put("labelSet", ground.set().id().toString());
        values.put("seed", ground.seed());
        values.put("codeVersion", head.codeVersion());
        values.put(
                "lineage",
                holdings.lineage(head).stream()
                        .map(each -> Map.of(
                                "id", each.id().toString(),
                                "name", each.name(),
                                "stage", each.stage().name(),
                                "method", each.method()))
                        .toList());
        return values;
    }

    /** What a head may know of the test images; a patient whom it has learnt from, or other classes, are refused at once. */
    private Leaked known(CohortVersion version, LabelSet set, HeadVersion head, JobRun run) {
        requireClasses(set, head);
        CohortVersion own = SomeMembers.on(
                holdings.cohortVersion(head.project(), head.cohortVersion()),
                head.configuration().containsKey(HeadFiles.SELF_TRAINING)
                        ? Set.of(Partition.TRAIN, Partition.UNLABELLED)
                        : Set.of(Partition.TRAIN));
        requireUnseen(version, own);
        List<String> leftOut = HeadFiles.leftOut(head);
        return leaks.of(
                version.members(),
                own.members().stream()
                        .filter(member -> !leftOut.contains(member.frame().toString()))
                        .toList(),
                run);
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

    private static void requireClasses(LabelSet set, HeadVersion head) {
        List<String> classes = HeadFiles.classes(head);
        if (set.scheme().kind() != head.task() || !set.scheme().classes().equals(classes)) {
            throw Parameters.wrong(
                    "labelSet",
                    "must have the classes %s of the head %s".formatted(classes, head.name()),
                    set.scheme().classes());
        }
    }

    /** A patient whom the head has learnt from proves nothing. */
    private static void requireUnseen(CohortVersion test, CohortVersion own) {
        Set<Pseudonym> learntFrom =
                own.members().stream().map(CohortMember::patient).collect(toSet());
        List<String> seen = test.members().stream()
                .map(CohortMember::patient)
                .distinct()
                .filter(learntFrom::contains)
                .map(Pseudonym::toString)
                .toList();
        if (!seen.isEmpty()) {
            throw Parameters.wrong(
                    "cohortVersion",
                    "must have no test patient that the head has learnt from",
                    "one with %d of them: %s"
                            .formatted(seen.size(), String.join(", ", seen.subList(0, Math.min(SHOWN, seen.size())))));
        }
    }
}
