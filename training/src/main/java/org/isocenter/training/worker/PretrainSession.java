package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.Checkpoints;
import org.isocenter.training.loop.EpochProbe;
import org.isocenter.training.loop.Pretraining;
import org.isocenter.training.loop.PretrainingPlan;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.method.SimClr;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.Optimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewProfile;

/** What a pretraining needs in memory: encoder, method, optimizer and batches, all at their start; it ends with the session. */
final class PretrainSession implements AutoCloseable {
    private static final double FROM_PARENT = 2e-4;
    private static final double FROM_NOTHING = 1e-3;
    private static final double WEIGHT_DECAY = 0.01;
    private static final double TEMPERATURE = 0.2;
    private static final int REHEARSED_STEPS = 4;
    private static final double WARMUP_SHARE = 0.1;

    private final PretrainPlan plan;
    private final boolean fresh;
    private final int checkpointSteps;
    private final NDManager manager;
    private final Encoder encoder;
    private final SslMethod method;
    private final Optimizer optimizer;
    private final ViewBatches batches;

    /**
     * Builds a session.
     *
     * @param frames the images
     * @param profile their augmentations
     * @param threads that make views ahead of the engine
     * @param checkpointSteps steps between checkpoints
     */
    PretrainSession(
            PretrainPlan plan,
            Start start,
            FrameSource frames,
            ViewProfile profile,
            NDManager parent,
            int threads,
            int checkpointSteps) {
        this.plan = plan;
        this.fresh = start.parent().isEmpty();
        this.checkpointSteps = checkpointSteps;
        this.manager = parent.newSubManager();
        this.encoder = start.encoder(manager);
        encoder.freeze(frozenStages());
        this.method = new SimClr(
                encoder,
                manager,
                profile,
                plan.imageSize(),
                plan.optimisation().temperature().orElse(TEMPERATURE),
                start.statistics(),
                plan.seed());
        this.optimizer = new Optimizer(AdamW.usual(), Clipping.none(), method.parameters());
        this.batches = new ViewBatches(frames, method.views(), plan.batchSize(frames.size()), plan.seed(), threads);
    }

    /** From a parent the stem and the first half stay: what they see is the same in all images. */
    private int frozenStages() {
        int stages = encoder.architecture().stages();
        int wanted = plan.optimisation().frozenStages().orElse(fresh ? 0 : stages / 2);
        if (wanted >= stages) {
            throw Parameters.wrong("frozenStages", "must leave one of %d stages to move".formatted(stages), wanted);
        }
        return wanted;
    }

    Encoder encoder() {
        return encoder;
    }

    int stepsPerEpoch() {
        return batches.stepsPerEpoch();
    }

    /** Runs so many steps in all, those of the latest checkpoint among them. */
    RunProgress run(long steps, Checkpoints checkpoints, EpochProbe probe, RunLog log) {
        return new Pretraining(schedule(steps), method, optimizer, batches, manager, checkpoints, probe, log).run();
    }

    private PretrainingPlan schedule(long steps) {
        PretrainPlan.Optimisation wanted = plan.optimisation();
        double peak = wanted.learningRate().orElse(fresh ? FROM_NOTHING : FROM_PARENT);
        long warmup = wanted.warmupEpochs()
                .map(epochs -> Math.min(steps - 1, (long) epochs * stepsPerEpoch()))
                .orElse((long) (WARMUP_SHARE * steps));
        return new PretrainingPlan(
                steps,
                Schedule.warmupCosine(peak, 0, warmup, steps),
                Schedule.constant(wanted.weightDecay().orElse(WEIGHT_DECAY)),
                checkpointSteps);
    }

    /** Seconds that a step takes here; the session is worn out by it. */
    double rehearse() {
        Rehearsal rehearsal = new Rehearsal();
        RunProgress end = run(REHEARSED_STEPS, rehearsal, none -> Map.of(), rehearsal);
        return (end.seconds() - rehearsal.firstSeconds) / (REHEARSED_STEPS - 1);
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
