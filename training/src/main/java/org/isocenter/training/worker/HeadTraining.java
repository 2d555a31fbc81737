package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.EpochOrder;
import org.isocenter.training.data.Masks;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.evaluation.FittedTemperature;
import org.isocenter.training.evaluation.HeadName;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.familiarity.Familiarity;
import org.isocenter.training.finetune.DecoderHead;
import org.isocenter.training.finetune.FewLabelledFrames;
import org.isocenter.training.finetune.FineTunedHead;
import org.isocenter.training.finetune.FineTuningPlan;
import org.isocenter.training.finetune.HeldOut;
import org.isocenter.training.finetune.KnnHead;
import org.isocenter.training.finetune.LabelBudget;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.finetune.LabelledMasks;
import org.isocenter.training.finetune.LinearHead;
import org.isocenter.training.finetune.PrototypeHead;
import org.isocenter.training.finetune.Rehearsal;
import org.isocenter.training.finetune.SelfTrainingEpoch;
import org.isocenter.training.finetune.StepListener;
import org.isocenter.training.weights.Weights;

/** Trains and measures heads on one choice of labelled images. */
final class HeadTraining {
    private static final int FAMILIAR_FRAMES = 512;
    private static final String BALANCE = "balance";

    private final FinetunePlan plan;
    private final FewLabelledFrames few;
    private final LabelBudget budget;
    private final HeadMeasure measure;
    private final boolean actOnFlags;
    private final ModelFiles files;
    private final KeptFeatures features;
    private final BlobStore blobs;
    private final JobRun run;
    private final Map<List<Object>, Weights> familiar = new HashMap<>();

    /**
     * A choice of images.
     *
     * @param budget which of the labelled frames
     * @param actOnFlags whether flagged training images are left out of them
     */
    HeadTraining(
            FinetunePlan plan,
            FewLabelledFrames few,
            LabelBudget budget,
            HeadMeasure measure,
            boolean actOnFlags,
            ModelFiles files,
            KeptFeatures features,
            BlobStore blobs,
            JobRun run) {
        this.plan = plan;
        this.few = few;
        this.budget = budget;
        this.measure = measure;
        this.actOnFlags = actOnFlags;
        this.files = files;
        this.features = features;
        this.blobs = blobs;
        this.run = run;
    }

    /** Trains a head by one recipe from one encoder, and measures it. */
    TrainedHead train(HeadRecipe recipe, Init init, EncoderVersion version, NDManager manager) {
        run.obey();
        try (Encoder start = files.open(version, manager)) {
            One one = new One(recipe, init, version, start, manager);
            return switch (recipe.kind()) {
                case FinetunePlan.LINEAR -> one.linear();
                case FinetunePlan.FINETUNED -> one.finetuned();
                case FinetunePlan.PROTOTYPE -> one.prototype();
                case FinetunePlan.KNN -> one.knn();
                default -> one.decoder();
            };
        }
    }

    /** One head in the making. */
    private final class One {
        private final HeadRecipe recipe;
        private final HeadName name;
        private final EncoderVersion version;
        private final Encoder start;
        private final NDManager manager;

        One(HeadRecipe recipe, Init init, EncoderVersion version, Encoder start, NDManager manager) {
            this.recipe = recipe;
            this.name = new HeadName(
                    recipe.kind(), init.word(), few.draw(budget, plan.seed()).size());
            this.version = version;
            this.start = start;
            this.manager = manager;
        }

        TrainedHead linear() {
            LabelledClasses set = classes();
            OnceEmbedder features = new OnceEmbedder(features());
            LinearHead head = LinearHead.fit(features, set, plan.seed());
            FittedTemperature temperature = isBaseline()
                    ? Temperatures.ofABaseline()
                    : Temperatures.crossValidated(set, () -> LinearHead.heldOut(features, set, plan.seed()));
            return explained(
                    head.weights(),
                    measure.classifier(head, name, temperature),
                    Map.of(BALANCE, plan.balance().word()));
        }

        private LabelledClasses classes() {
            return few.classes(budget, plan.seed()).balanced(plan.balance());
        }

        TrainedHead prototype() {
            PrototypeHead head = PrototypeHead.fit(features(), classes());
            return trained(
                    head.weights(), measure.classifier(head, name, Temperatures.ofExamples()), Map.of(), Map.of());
        }

        TrainedHead knn() {
            KnnHead head = KnnHead.fit(features(), classes());
            return trained(
                    head.weights(), measure.classifier(head, name, Temperatures.ofExamples()), Map.of(), Map.of());
        }

        TrainedHead finetuned() {
            LabelledClasses set = classes();
            FineTuningPlan whole = often(FineTuningPlan.of(start, set, recipe.imageSize(), plan.seed()), set.size());
            Optional<Rehearsal> rehearsal = rehearsal(set, whole);
            FineTuningPlan tuning = plan.epochs().isPresent()
                    ? whole
                    : rehearsal.map(held -> whole.until(held.steps())).orElse(whole);
            FittedTemperature temperature = temperature(set, rehearsal.map(held -> held.after(tuning.end())));
            try (FineTunedHead head = finetuned(set, tuning)) {
                return explained(
                        head.weights(), measure.classifier(head, name, temperature), training(tuning, rehearsal));
            }
        }

        /** Baselines have one too, so that all of them end when they should; where neither end nor trust hangs on it there is none. */
        private Optional<Rehearsal> rehearsal(LabelledClasses set, FineTuningPlan whole) {
            boolean isWanted = plan.epochs().isEmpty() || !isBaseline();
            return isWanted && plan.selfTraining().isEmpty() && Rehearsal.suits(set)
                    ? Optional.of(FineTunedHead.rehearse(start, set, whole, manager, rehearsing()))
                    : Optional.empty();
        }

        /** How long it was trained and why, JSON values. */
        private Map<String, Object> training(FineTuningPlan tuning, Optional<Rehearsal> rehearsal) {
            Map<String, Object> training = new LinkedHashMap<>();
            training.put(BALANCE, plan.balance().word());
            training.put("steps", tuning.end());
            training.put("stepsPlanned", tuning.steps());
            rehearsal.ifPresent(held -> {
                Map<String, Object> figures = new LinkedHashMap<>();
                held.figures().forEach((steps, figure) -> figures.put(steps.toString(), figure));
                training.put("heldOut", figures);
            });
            return training;
        }

        private FittedTemperature temperature(LabelledClasses set, Optional<HeldOut> heldOut) {
            if (isBaseline()) {
                return Temperatures.ofABaseline();
            }
            return plan.selfTraining().isPresent()
                    ? Temperatures.ofSelfTraining()
                    : Temperatures.ofAFifth(set, heldOut);
        }

        private FineTunedHead finetuned(LabelledClasses set, FineTuningPlan tuning) {
            return plan.selfTraining()
                    .map(way -> way.fit(start, set, tuning, manager, listener(), this::show))
                    .orElseGet(() -> FineTunedHead.fit(start, set, tuning, manager, listener()));
        }

        /** What self-training kept, of which classes, and what held-out labels say to it. */
        private void show(SelfTrainingEpoch epoch) {
            List<JobMetric> metrics = new ArrayList<>();
            metrics.add(new JobMetric(epoch.number(), curve("kept"), epoch.kept()));
            metrics.add(new JobMetric(epoch.number(), curve("validation"), epoch.validation()));
            List<String> classes = few.labels().scheme().classes();
            for (int k = 0; k < classes.size(); k++) {
                metrics.add(new JobMetric(
                        epoch.number(),
                        curve("balance") + "." + classes.get(k),
                        epoch.balance().get(k)));
            }
            run.metrics(metrics);
            if (epoch.ended()) {
                run.log(
                        "%s: self-training ended after epoch %d: validation fell to %.3f while the kept share rose to %.2f; the best epoch before is given"
                                .formatted(curve("validation"), epoch.number(), epoch.validation(), epoch.kept()));
            }
        }

        private String curve(String what) {
            return "%s.%s.%s%s".formatted(what, name.kind(), name.init(), actOnFlags ? ".unflagged" : "");
        }

        TrainedHead decoder() {
            LabelledMasks set = few.masks(budget, plan.seed(), new Masks(blobs));
            FineTuningPlan usual = often(
                    FineTuningPlan.of(start, set, recipe.imageSize(), plan.seed()),
                    set.frames().size());
            FineTuningPlan tuning =
                    name.init().equals(Init.RANDOM.word()) ? usual.withStatistics(BatchStatistics.LIVE) : usual;
            try (DecoderHead head = DecoderHead.fit(start, set, tuning, manager, listener())) {
                return trained(head.weights(), measure.segmenter(head, name), Map.of(), Map.of());
            }
        }

        private SteppedEmbedder features() {
            return new SteppedEmbedder(features.of(version, start, recipe.imageSize(), manager), run);
        }

        /** The usual plan, with the wanted number of epochs. */
        private FineTuningPlan often(FineTuningPlan usual, int labels) {
            return plan.epochs().map(epochs -> usual.withEpochs(epochs, labels)).orElse(usual);
        }

        private boolean isBaseline() {
            return !version.id().equals(plan.encoder());
        }

        private StepListener rehearsing() {
            return (step, total, loss) -> {
                run.obey();
                run.progress(step, total, "steps", "rehearsing %s from %s".formatted(name.kind(), name.init()));
            };
        }

        private StepListener listener() {
            String curve = curve("loss");
            return (step, total, loss) -> {
                run.obey();
                run.metrics(List.of(new JobMetric(step, curve, loss)));
                run.progress(step, total, "steps", "%s from %s, loss %.3f".formatted(name.kind(), name.init(), loss));
            };
        }

        /** What the images of the training side look like to the encoder, some of them where they are many. */
        private Weights familiarity() {
            List<Integer> training = few.places(Partition.TRAIN);
            List<Integer> some = IntStream.of(EpochOrder.of(plan.seed(), 0, training.size()))
                    .limit(FAMILIAR_FRAMES)
                    .mapToObj(training::get)
                    .sorted()
                    .toList();
            double[][] features = features().embed(new SomeFrames(few.all(), some));
            List<String> patients = some.stream()
                    .map(place -> few.version().members().get(place).patient().toString())
                    .toList();
            return Familiarity.of(features, patients)
                    .map(Familiarity::weights)
                    .orElse(new Weights(Map.of()))
                    .under(HeadFiles.FAMILIAR);
        }

        /** Baselines are not looked into: nobody will use them. */
        private TrainedHead explained(Weights weights, HeadReport report, Map<String, Object> training) {
            if (isBaseline()) {
                return trained(weights, report, Map.of(), training);
            }
            String of = "%s-%s%s".formatted(report.kind(), report.init(), actOnFlags ? "-unflagged" : "");
            Reliabilities.keep(Reliabilities.RELIABILITY + "-" + of, report, blobs, run);
            String picture = HeadPictures.EXPLANATION + "-" + of;
            Map<String, Object> explanation = new HeadPictures(files, blobs::put, run::picture)
                    .show(
                            picture,
                            new HeadPictures.Stored(version, weights, recipe.imageSize()),
                            report,
                            measure.test(),
                            plan.seed(),
                            manager);
            return trained(weights, report, explanation, training);
        }

        private TrainedHead trained(
                Weights weights, HeadReport report, Map<String, Object> explanation, Map<String, Object> training) {
            Weights seen = familiar.computeIfAbsent(
                    List.of(version.id(), recipe.imageSize()), encoderAndSize -> familiarity());
            String id = "head of %s %s %s %s".formatted(run.job().id(), report.kind(), report.init(), actOnFlags);
            return new TrainedHead(
                    UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
                    version,
                    actOnFlags,
                    files.put(weights.and(seen)),
                    blobs.put(Predictions.document(report.predictions())),
                    explanation,
                    recipe,
                    few.described(budget, plan.seed()),
                    training,
                    report);
        }
    }
}
