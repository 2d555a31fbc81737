package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.Masks;
import org.isocenter.training.evaluation.Circumstances;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.TestSets;
import org.isocenter.training.finetune.FewLabelledFrames;
import org.isocenter.training.finetune.LabelBudget;
import org.isocenter.training.finetune.MaskRules;

/** Trains heads from few labels, each beside the same head from other starts, and registers them with their figures. */
@ApplicationScoped
class FinetuneHandler implements JobHandler {
    private static final int LONGEST_NAME = 128;

    private final Holdings holdings;
    private final CohortFrames frames;
    private final ModelFiles files;
    private final KeptFeatures features;
    private final BlobStore blobs;
    private final Starts starts;
    private final LabelSets labelSets;
    private final TestSets testSets;
    private final TestCircumstances circumstances;
    private final LeakSearch leaks;
    private final Flagged flagged;
    private final ModelRegistry models;
    private final String codeVersion;

    FinetuneHandler(
            Holdings holdings,
            CohortFrames frames,
            ModelFiles files,
            KeptFeatures features,
            BlobStore blobs,
            Starts starts,
            LabelSets labelSets,
            TestSets testSets,
            TestCircumstances circumstances,
            LeakSearch leaks,
            Flagged flagged,
            ModelRegistry models,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String codeVersion) {
        this.holdings = holdings;
        this.frames = frames;
        this.files = files;
        this.features = features;
        this.blobs = blobs;
        this.starts = starts;
        this.labelSets = labelSets;
        this.testSets = testSets;
        this.circumstances = circumstances;
        this.leaks = leaks;
        this.flagged = flagged;
        this.models = models;
        this.codeVersion = codeVersion;
    }

    @Override
    public JobKind kind() {
        return JobKind.FINETUNE;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        FinetunePlan wanted = FinetunePlan.of(run.job().parameters());
        LabelSet set = holdings.frozenLabels(project, wanted.labelSet());
        CohortVersion whole = SomeMembers.on(holdings.cohortVersion(project, wanted.cohortVersion()), sides(wanted));
        Leaked leaked = leaks.of(whole.members(Partition.TEST), SomeMembers.learnt(whole), run);
        leaked.tell(run);
        CohortVersion version = SomeMembers.without(whole, leaked.exactTraining());
        FinetunePlan plan = wanted.without(leaked.exactTraining());
        TrainingLabels labels = labelSets.training(set.id(), version.id());
        Map<Init, EncoderVersion> from =
                starts.of(holdings.encoder(project, plan.encoder()), plan.baselines(), plan.seed(), run);
        List<TrainedHead> heads = new ArrayList<>();
        CachedFrames images = frames.of(version.members(), plan.largestView(), run);
        FewLabelledFrames few = new FewLabelledFrames(version, images, labels);
        EncoderVersion chain = holdings.encoder(project, plan.encoder());
        try (NDManager manager = EngineMemory.forJob()) {
            List<HeadRecipe> recipes = new HeadRecipes(plan, few, files, run).of(set, chain, manager);
            for (HeadTraining training : trainings(plan, set, few, leaked, run)) {
                for (HeadRecipe recipe : recipes) {
                    from.forEach((init, encoder) -> heads.add(training.train(recipe, init, encoder, manager)));
                }
            }
        }
        List<String> modalities = frames.modalities(version, Partition.TRAIN);
        List<HeadVersion> versions = heads.stream()
                .map(head -> version(run.job(), plan, set, head, heads, modalities, leaked))
                .toList();
        run.fenced(() -> versions.forEach(models::register));
        return Map.of("heads", heads.stream().map(TrainedHead::result).toList(), "leaks", leaked.counts());
    }

    /** Images of the side UNLABELLED are looked at where they are learnt from. */
    private static Set<Partition> sides(FinetunePlan plan) {
        return plan.selfTraining().isPresent()
                ? Set.of(Partition.TRAIN, Partition.TEST, Partition.UNLABELLED)
                : Set.of(Partition.TRAIN, Partition.TEST);
    }

    /** One training with every label of the budget, and where the plan acts on flags one without the flagged. */
    private List<HeadTraining> trainings(
            FinetunePlan plan, LabelSet set, FewLabelledFrames few, Leaked leaked, JobRun run) {
        CohortVersion version = few.version();
        HeadMeasure measure = new HeadMeasure(
                testSets.of(set.id(), version, few.all()),
                new Masks(blobs),
                new Circumstances(
                        circumstances.groups(run.job().project(), version.members(Partition.TEST)),
                        Optional.of(leaked.nearTests())),
                plan.seed());
        List<HeadTraining> trainings = new ArrayList<>();
        trainings.add(new HeadTraining(plan, few, plan.budget(), measure, false, files, features, blobs, run));
        if (plan.actOnFlags()) {
            CohortVersion clean = flagged.without(run.job().project(), version);
            FewLabelledFrames fewer =
                    new FewLabelledFrames(clean, frames.of(clean.members(), plan.largestView(), run), few.labels());
            LabelBudget left = unflagged(few.draw(plan.budget(), plan.seed()), clean);
            trainings.add(new HeadTraining(plan, fewer, left, measure, true, files, features, blobs, run));
        }
        return trainings;
    }

    /** The frames of a budget that no flag stands against. */
    private static LabelBudget unflagged(List<FrameId> drawn, CohortVersion clean) {
        Set<FrameId> left = new HashSet<>(drawn);
        left.retainAll(clean.members().stream().map(CohortMember::frame).toList());
        if (left.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "all %d labelled images are flagged; decide about the flags or label more".formatted(drawn.size()));
        }
        return new LabelBudget.Given(left);
    }

    private HeadVersion version(
            Job job,
            FinetunePlan plan,
            LabelSet set,
            TrainedHead head,
            List<TrainedHead> all,
            List<String> modalities,
            Leaked leaked) {
        HeadReport report = head.report();
        return new HeadVersion(
                head.id(),
                job.project(),
                name(plan, head),
                report.task(),
                report.kind(),
                report.init(),
                head.start().id(),
                head.weights(),
                set.id(),
                plan.cohortVersion(),
                plan.seed(),
                codeVersion,
                job.id(),
                configuration(plan, set, head, modalities, leaked),
                new EvaluationReport(
                        report.metrics(),
                        baselines(head, all),
                        report.trainLabels(),
                        report.testPatients(),
                        report.predictions().size(),
                        report.evidence()),
                job.submittedBy(),
                List.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private static String name(FinetunePlan plan, TrainedHead head) {
        String name = "%s, %s from %s%s"
                .formatted(
                        plan.name(),
                        head.report().kind(),
                        head.report().init(),
                        head.actOnFlags() ? " without flagged images" : "");
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private static Map<String, Object> configuration(
            FinetunePlan plan, LabelSet set, TrainedHead head, List<String> modalities, Leaked leaked) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(HeadFiles.CLASSES, set.scheme().classes());
        configuration.put(HeadFiles.IMAGE_SIZE, head.recipe().imageSize());
        configuration.put(HeadFiles.MODALITIES, modalities);
        plan.selfTraining().ifPresent(way -> configuration.put(HeadFiles.SELF_TRAINING, way.word()));
        if (set.scheme().kind() == LabelKind.SEGMENTATION) {
            configuration.put(HeadFiles.MASK_RULES, MaskRules.USUAL.values());
        }
        configuration.put("labels", head.draw());
        if (!head.training().isEmpty()) {
            configuration.put("training", head.training());
        }
        if (!head.recipe().choice().isEmpty()) {
            configuration.put("choice", head.recipe().choice());
        }
        configuration.put("architecture", head.start().architecture());
        configuration.put("predictions", head.predictions().sha256());
        configuration.put(HeadFiles.ACT_ON_FLAGS, head.actOnFlags());
        if (!leaked.exact().isEmpty()) {
            configuration.put(
                    HeadFiles.LEFT_OUT,
                    leaked.exactTraining().stream()
                            .map(FrameId::toString)
                            .sorted()
                            .toList());
        }
        head.report()
                .evidence()
                .calibration()
                .flatMap(Calibration::temperature)
                .ifPresent(temperature -> configuration.put(HeadFiles.TEMPERATURE, temperature));
        if (!head.explanation().isEmpty()) {
            configuration.put(HeadPictures.EXPLANATION, head.explanation());
        }
        return configuration;
    }

    /** The same kind of head on the same images from the other starts. */
    private static Map<String, Map<String, MetricValue>> baselines(TrainedHead head, List<TrainedHead> all) {
        Map<String, Map<String, MetricValue>> baselines = new HashMap<>();
        all.stream()
                .filter(other -> other.report().kind().equals(head.report().kind())
                        && other.actOnFlags() == head.actOnFlags()
                        && !other.report().init().equals(head.report().init())
                        && !other.report().init().equals(Init.CHAIN.word()))
                .forEach(other ->
                        baselines.put(other.report().init(), other.report().metrics()));
        return baselines;
    }
}
