package org.isocenter.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.collapse.CollapseWatch;
import org.isocenter.training.collapse.Signs;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.method.Glance;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Runs a self-supervised method over the batches of a plan. Everything that a step depends on is in the checkpoint or follows from the seed, so a run
 * that goes on from a checkpoint equals one that never stopped, bit for bit on the same processor, threads and library.
 */
public final class Pretraining {
    private static final String METHOD = "method.";
    private static final String OPTIMIZER = "optimizer.";

    /** Representations are measured so often, which costs about a hundredth of the time, on at most so many images. */
    private static final int LOOK_STEPS = 25;

    private static final int LOOK_IMAGES = 256;

    /** A tenth of a run, and at most so many steps, is not judged. */
    private static final long MOST_WARMUP = 200;

    private final PretrainingPlan plan;
    private final SslMethod method;
    private final GroupedOptimizer optimizer;
    private final ViewBatches batches;
    private final NDManager manager;
    private final Checkpoints checkpoints;
    private final EpochProbe probe;
    private final RunLog log;
    private final String hardware;
    private RunProgress progress;

    /**
     * A run at its start.
     *
     * @param manager steps work in sub-managers of it
     */
    public Pretraining(
            PretrainingPlan plan,
            SslMethod method,
            GroupedOptimizer optimizer,
            ViewBatches batches,
            NDManager manager,
            Checkpoints checkpoints,
            EpochProbe probe,
            RunLog log) {
        this.plan = plan;
        this.method = method;
        this.optimizer = optimizer;
        this.batches = batches;
        this.manager = manager;
        this.checkpoints = checkpoints;
        this.probe = probe;
        this.log = log;
        this.hardware =
                Hardware.of(manager.getDevice(), method.encoder().architecture().precision());
        this.progress = RunProgress.begin(plan.steps(), hardware);
    }

    /**
     * Goes on from the latest checkpoint, or begins, and runs to the end or until the log asks to stop.
     *
     * @return what has been counted; its step is below its steps where the run was stopped
     * @throws PlatformException {@code LOSS_NOT_FINITE} naming step and batch
     */
    public RunProgress run() {
        checkpoints.latest().ifPresent(this::restore);
        boolean stopped = false;
        closeEpoch();
        while (progress.step() < plan.steps() && !stopped) {
            stopped = runSteps();
            closeEpoch();
        }
        return progress;
    }

    /** Steps to the end of an epoch; true where the run was stopped. */
    private boolean runSteps() {
        int perEpoch = batches.stepsPerEpoch();
        long epoch = progress.step() / perEpoch;
        try (Prefetch<ViewBatch> ahead = batches.of(epoch, (int) (progress.step() % perEpoch))) {
            while (ahead.hasNext() && progress.step() < plan.steps()) {
                step(ahead);
                if (log.stopWanted()) {
                    save();
                    return true;
                }
                if (progress.step() % plan.checkpointSteps() == 0) {
                    save();
                }
            }
        }
        return false;
    }

    /** Measures at the end of an epoch, once, also where a run goes on from a checkpoint between the last step and the measure. */
    private void closeEpoch() {
        long perEpoch = batches.stepsPerEpoch();
        boolean last = progress.step() == plan.steps();
        long ended = (progress.step() + (last ? perEpoch - 1 : 0)) / perEpoch;
        if (progress.epochs() < ended) {
            Map<String, Double> figures = probe.measure(method.encoder());
            progress = progress.measured(figures);
            log.epoch(progress, figures);
            save();
        }
    }

    private void step(Prefetch<ViewBatch> ahead) {
        long begin = System.nanoTime();
        ViewBatch batch = ahead.next();
        long ready = System.nanoTime();
        long number = progress.step();
        Map<String, Double> figures = backward(batch, number);
        double norm = optimizer.step(number);
        requireFinite(norm, "gradient", batch, number);
        method.afterStep(number);
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress = progress.after(figures.get("loss"), seconds, (ready - begin) / 1e9);
        figures.put("learningRate", optimizer.learningRate(number));
        figures.put("gradientNorm", norm);
        figures.put("imagesPerSecond", batch.count() / seconds);
        figures.put("dataWait", (ready - begin) / 1e9 / seconds);
        figures.put("loaderCpuPerImage", batch.processorSeconds() / batch.count());
        if (progress.step() % LOOK_STEPS == 0 && batch.count() > 1) {
            Signs signs = look(batch, number);
            figures.putAll(signs.figures());
            judge(signs);
        }
        log.step(progress, figures);
    }

    /** Tells a collapse; not while the rate warms up, when a fresh network still says the same of everything. */
    private void judge(Signs signs) {
        if (progress.step() > Math.min(MOST_WARMUP, plan.steps() / 10)) {
            CollapseWatch.Looked looked = progress.watch().look(signs);
            progress = progress.watched(looked.watch());
            looked.told()
                    .forEach(words -> log.collapse("collapse after step %d: %s".formatted(progress.step(), words)));
        }
    }

    /** What representations look like after a step, on the first images of its batch. */
    private Signs look(ViewBatch batch, long number) {
        try (NDManager own = manager.newSubManager()) {
            return Gradients.off(() -> {
                Glance first = method.glance(images(own, batch.views().get(0)), number);
                Optional<Glance> second = batch.views().stream()
                        .skip(1)
                        .findFirst()
                        .map(view -> method.glance(images(own, view), number));
                return Signs.of(first, second);
            });
        }
    }

    private static NDArray images(NDManager own, ImageBatch view) {
        int count = Math.min(LOOK_IMAGES, view.count());
        float[] some = Arrays.copyOf(view.values(), view.values().length / view.count() * count);
        return own.create(some, new Shape(count, view.channels(), view.height(), view.width()));
    }

    /** The loss and its terms, by name. */
    private Map<String, Double> backward(ViewBatch batch, long number) {
        try (NDManager step = manager.newSubManager();
                Gradients gradients = Gradients.record()) {
            Loss loss = method.loss(step, batch, number);
            double value = loss.value().getFloat();
            requireFinite(value, "loss", batch, number);
            gradients.backward(loss.value());
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("loss", value);
            loss.terms().forEach((name, term) -> figures.put("loss." + name, (double) term.getFloat()));
            return figures;
        }
    }

    /** Ends the run before anything that is not finite is kept; a checkpoint whose next step is the one that failed is no good one. */
    private void requireFinite(double value, String what, ViewBatch batch, long number) {
        if (Double.isFinite(value)) {
            return;
        }
        if (lastKept() == number) {
            checkpoints.stepBack();
        }
        int perEpoch = batches.stepsPerEpoch();
        String place = "batch %d of epoch %d".formatted(number % perEpoch + 1, number / perEpoch + 1);
        log.note("images of %s: %s".formatted(place, String.join(", ", batch.ids())));
        throw new PlatformException(
                ErrorCode.LOSS_NOT_FINITE,
                ("the %s of step %d is not finite, on %s, whose images the log names; the last good checkpoint is after step %d."
                                + " Look at these images, and go on with a lower learning rate, or begin again without them;"
                                + " without a change it comes to the same")
                        .formatted(what, number + 1, place, lastKept()));
    }

    private long lastKept() {
        return checkpoints
                .latest()
                .map(checkpoint -> checkpoint.progress().step())
                .orElse(0L);
    }

    private void save() {
        Weights arrays =
                copy(method.state()).under(METHOD).and(copy(optimizer.state()).under(OPTIMIZER));
        checkpoints.save(new Checkpoint(progress, arrays));
    }

    private static Weights copy(Map<String, NDArray> arrays) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        arrays.forEach(
                (name, array) -> copies.put(name, new Tensor(array.getShape().getShape(), floats(array))));
        return new Weights(copies);
    }

    /** Counters are whole numbers far below 2^24, which float32 holds exactly. */
    private static float[] floats(NDArray array) {
        if (array.getDataType() == DataType.FLOAT32) {
            return array.toFloatArray();
        }
        long[] whole = array.toLongArray();
        float[] values = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }

    private void restore(Checkpoint checkpoint) {
        try (NDManager copying = manager.newSubManager()) {
            put(checkpoint.arrays().of(METHOD), method.state(), copying);
            put(checkpoint.arrays().of(OPTIMIZER), optimizer.state(), copying);
        }
        progress = checkpoint.progress();
        log.note("continued after step %d of %d".formatted(progress.step(), progress.steps()));
        if (!progress.hardware().equals(hardware)) {
            log.note("continued on other hardware: began on %s, goes on with %s"
                    .formatted(progress.hardware(), hardware));
        }
    }

    private static void put(Weights saved, Map<String, NDArray> arrays, NDManager copying) {
        if (!saved.tensors().keySet().equals(arrays.keySet())) {
            throw new PlatformException(
                    ErrorCode.CHECKPOINT_CORRUPT, "the checkpoint is of another run: its arrays have other names");
        }
        arrays.forEach((name, array) -> {
            NDArray values = copying.create(
                    saved.get(name).values(), new Shape(saved.get(name).shape()));
            NDArray typed = values.toType(array.getDataType(), false);
            Gradients.off(() -> {
                typed.copyTo(array);
                return Optional.empty();
            });
        });
    }
}
