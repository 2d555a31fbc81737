package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Precision;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.Checkpoints;
import org.isocenter.training.loop.EpochProbe;
import org.isocenter.training.loop.Pretraining;
import org.isocenter.training.loop.PretrainingPlan;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.method.Defaults;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.Pace;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;

/** What a pretraining needs in memory: encoder, method, optimizer and batches, all at their start; it ends with the session. */
final class PretrainSession implements AutoCloseable {
    static final int REHEARSED_STEPS = 4;
    private static final double WARMUP_SHARE = 0.1;

    private final PretrainingPlan length;
    private final boolean fresh;
    private final NDManager manager;
    private final Encoder encoder;
    private final SslMethod method;
    private final GroupedOptimizer optimizer;
    private final ViewBatches batches;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    /**
     * Builds a session.
     *
     * @param steps of the whole run
     * @param config says how many threads make views and how often a checkpoint is kept
     */
    PretrainSession(PretrainInput input, long steps, NDManager parent, TrainingConfig config) {
        PretrainPlan plan = input.plan();
        FrameSource frames = input.images();
        this.fresh = input.start().parent().isEmpty();
        this.length = new PretrainingPlan(steps, config.checkpointSteps());
        this.manager = parent.newSubManager();
        this.encoder = input.start()
                .encoder(manager, precision(config, manager))
                .takingParts(plan.partSize().orElse(Integer.MAX_VALUE));
        encoder.freeze(frozenStages(plan));
        int batchSize = plan.batchSize(frames.size());
        int perEpoch = frames.size() / batchSize;
        this.method = plan.method()
                .create(new MethodSetup(
                        encoder,
                        manager,
                        input.profile(),
                        plan.imageSize(),
                        fresh,
                        plan.temperature(),
                        plan.maskRatio(input.profile()),
                        plan.pairs(),
                        input.classes(),
                        new RunLength(steps, perEpoch, batchSize),
                        plan.seed()));
        settings(input, batchSize);
        this.optimizer = optimizer(plan, steps, perEpoch, batchSize);
        this.batches = new ViewBatches(
                frames, method.views(), batchSize, plan.seed(), config.loaderThreads(), input.partners());
    }

    private static Precision precision(TrainingConfig config, NDManager manager) {
        return config.precision().orElse(manager.getDevice().isGpu() ? Precision.BFLOAT16 : Precision.FLOAT32);
    }

    private void settings(PretrainInput input, int batchSize) {
        PretrainPlan plan = input.plan();
        settings.put("method", plan.method().word());
        settings.put("architecture", encoder.architecture().name());
        settings.put("imageSize", plan.imageSize());
        settings.put("batchSize", batchSize);
        settings.put("steps", length.steps());
        settings.put("seed", plan.seed());
        settings.put("profile", input.profile().name());
        settings.put("volumes", plan.looked().volumes().name());
        settings.put("stride", plan.looked().stride());
        settings.put("frozenStages", frozenStages(plan));
        plan.labelSet().ifPresent(set -> settings.put("labelSet", set.toString()));
        plan.method().temperature().ifPresent(usual -> settings.put("temperature", plan.temperature()));
        if (plan.method() == MethodName.MAE) {
            settings.put("maskRatio", plan.maskRatio(input.profile()));
        }
        if (plan.method() == MethodName.MICLE) {
            settings.put("pairs", plan.pairs().name());
        }
    }

    private GroupedOptimizer optimizer(PretrainPlan plan, long steps, int perEpoch, int batchSize) {
        Defaults usual = plan.method().defaults(encoder.architecture());
        PretrainPlan.Optimisation wanted = plan.optimisation();
        double peak = wanted.learningRate().orElseGet(() -> usual.rate(fresh, batchSize));
        long warmup = wanted.warmupEpochs()
                .map(epochs -> Math.min(steps - 1, (long) epochs * perEpoch))
                .orElse((long) (WARMUP_SHARE * steps));
        Schedule decay = wanted.weightDecay()
                .map(Schedule::constant)
                .orElse(Schedule.cosine(usual.firstDecay(), usual.lastDecay(), steps));
        settings.put("learningRate", peak);
        settings.put("weightDecay", wanted.weightDecay().orElse(usual.firstDecay()));
        settings.put("warmupSteps", warmup);
        return new GroupedOptimizer(
                usual.rule(),
                usual.clipping(),
                Pace.groups(method, Schedule.warmupCosine(peak, 0, warmup, steps), peak, decay, perEpoch));
    }

    /** From a parent the stem and the first half stay: what they see is the same in all images. */
    private int frozenStages(PretrainPlan plan) {
        int stages = encoder.architecture().stages();
        int wanted = plan.optimisation().frozenStages().orElse(fresh ? 0 : stages / 2);
        if (wanted >= stages) {
            throw Parameters.wrong("frozenStages", "must leave one of %d stages to move".formatted(stages), wanted);
        }
        return wanted;
    }

    /** What the run was made with, chosen or by default, by the names of the plan. */
    Map<String, Object> settings() {
        return settings;
    }

    SslMethod method() {
        return method;
    }

    Encoder encoder() {
        return encoder;
    }

    /** Runs to the end, on from the latest checkpoint. */
    RunProgress run(Checkpoints checkpoints, EpochProbe probe, RunLog log) {
        return new Pretraining(length, method, optimizer, batches, manager, checkpoints, probe, log).run();
    }

    /** Seconds that a step takes here, in a session of {@value #REHEARSED_STEPS} steps, which is worn out by it. */
    double rehearse() {
        Rehearsal rehearsal = new Rehearsal();
        RunProgress end = run(rehearsal, none -> Map.of(), rehearsal);
        return (end.seconds() - rehearsal.firstSeconds) / (length.steps() - 1);
    }

    /** Keeps nothing but the time of the first step, which is slower than those that follow. */
    private static final class Rehearsal implements Checkpoints, RunLog {
        private double firstSeconds;

        @Override
        public void save(Checkpoint checkpoint) {
            // a rehearsal leaves nothing behind
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }

        @Override
        public void stepBack() {
            // there is nowhere to go
        }

        @Override
        public void step(RunProgress progress, Map<String, Double> figures) {
            if (progress.step() == 1) {
                firstSeconds = progress.seconds();
            }
        }

        @Override
        public void epoch(RunProgress progress, Map<String, Double> figures) {
            // not measured
        }

        @Override
        public void collapse(String line) {
            // four steps are too few to tell
        }

        @Override
        public void note(String line) {
            // for nobody
        }

        @Override
        public boolean stopWanted() {
            return false;
        }
    }

    @Override
    public void close() {
        optimizer.close();
        method.close();
        encoder.close();
        manager.close();
    }
}
