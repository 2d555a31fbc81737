package org.isocenter.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Partners;
import org.isocenter.training.data.ViewBatches;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.method.Defaults;
import org.isocenter.training.method.Glance;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.Pace;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.probe.LabelledProbe;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.ViewProfile;

/**
 * A run of an encoder so small that hundreds of steps take seconds, on gratings of four directions.
 *
 * @param name whose settings are used
 * @param steps of the run
 * @param seed of weights, order and views
 */
record ToyRun(MethodName name, int steps, long seed) {
    private static final int CLASSES = 4;
    private static final int IMAGES = 96;
    private static final int BATCH = 32;
    private static final int SIDE = 32;
    private static final int VIEW = 16;
    private static final double FASTEST = 1e-3;
    private static final FrameSource FRAMES = frames();
    private static final List<String> CLASS_NAMES =
            IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();

    /**
     * How an encoder did at the end, measured apart from the watch.
     *
     * @param knn balanced accuracy of its representations; chance is 0.25
     * @param spread mean deviation of what the loss compares, at length 1, times √width
     */
    record End(double knn, double spread) {}

    /** Runs a method to its end, or until the log has enough. */
    End go(Function<MethodSetup, SslMethod> create, RunLog log) {
        return go(create, new MemoryCheckpoints(), log);
    }

    /** The same, going on from a checkpoint where there is one. */
    End go(Function<MethodSetup, SslMethod> create, Checkpoints checkpoints, RunLog log) {
        Architecture architecture = name.hidesPatches() ? ToyEncoders.transformer() : ToyEncoders.convolutions();
        Defaults usual = name.defaults(architecture);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(architecture, manager, seed);
                SslMethod method = create.apply(setup(encoder, manager, usual));
                GroupedOptimizer optimizer = optimizer(method, usual)) {
            new Pretraining(
                            new PretrainingPlan(steps, steps),
                            method,
                            optimizer,
                            new ViewBatches(FRAMES, method.views(), BATCH, seed, 1, partners()),
                            manager,
                            checkpoints,
                            e -> Map.of(),
                            log)
                    .run();
            return end(method, manager);
        }
    }

    private Partners partners() {
        List<String> classes = IntStream.range(0, IMAGES)
                .mapToObj(i -> CLASS_NAMES.get(i % CLASSES))
                .toList();
        return name == MethodName.SUPERVISED
                ? new Partners(classes, Collections.nCopies(IMAGES, 0.0), 0)
                : Partners.none(FRAMES);
    }

    private MethodSetup setup(Encoder encoder, NDManager manager, Defaults usual) {
        return new MethodSetup(
                encoder,
                manager,
                ViewProfile.PICTURE,
                VIEW,
                true,
                usual.temperature().orElse(1.0),
                0.75,
                Pairs.PATIENT,
                CLASS_NAMES,
                new RunLength(steps, IMAGES / BATCH, BATCH),
                seed);
    }

    /** The method's settings; the rates of transformers' methods are for encoders that are not toys. */
    private GroupedOptimizer optimizer(SslMethod method, Defaults usual) {
        double peak = Math.max(FASTEST, usual.rate(true, BATCH));
        return new GroupedOptimizer(
                usual.rule(),
                usual.clipping(),
                Pace.groups(
                        method,
                        Schedule.warmupCosine(peak, 0, steps / 10, steps),
                        peak,
                        Schedule.cosine(usual.firstDecay(), usual.lastDecay(), steps),
                        IMAGES / BATCH));
    }

    private End end(SslMethod method, NDManager manager) {
        EvaluationView view =
                new EvaluationView(VIEW, method.encoder().architecture().normalisation());
        float[] values = new float[IMAGES * view.length()];
        for (int i = 0; i < IMAGES; i++) {
            view.write(FRAMES.frame(i), values, i * view.length());
        }
        NDArray images = manager.create(values, new Shape(IMAGES, 3, VIEW, VIEW));
        Glance glance = Gradients.off(() -> method.glance(images, steps - 1));
        NDArray compared = glance.embeddings().or(glance::shares).orElse(glance.representations());
        return new End(knn(rows(glance.representations())), spread(rows(compared)));
    }

    private static double knn(double[][] rows) {
        int[] label = IntStream.range(0, IMAGES).map(i -> i % CLASSES).toArray();
        List<String> each =
                IntStream.range(0, IMAGES).mapToObj(Integer::toString).toList();
        return new LabelledProbe(label, CLASSES, each).nearest(rows);
    }

    private static double spread(double[][] rows) {
        double[][] unit = KnnProbe.normalised(rows);
        int width = unit[0].length;
        double sum = IntStream.range(0, width)
                .mapToDouble(d -> deviation(
                        IntStream.range(0, IMAGES).mapToDouble(i -> unit[i][d]).toArray()))
                .sum();
        return sum / Math.sqrt(width);
    }

    private static double deviation(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    private static double[][] rows(NDArray array) {
        float[] values = array.toFloatArray();
        int width = values.length / IMAGES;
        double[][] rows = new double[IMAGES][width];
        for (int i = 0; i < values.length; i++) {
            rows[i / width][i % width] = values[i];
        }
        return rows;
    }

    /** Grey gratings with noise; direction says the class, width, place and contrast do not. */
    private static FrameSource frames() {
        Random random = new Random(11);
        List<Frame> frames = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            double angle = Math.PI * (image % CLASSES) / CLASSES + 0.1 * random.nextGaussian();
            double wave = 2.2 + 0.8 * random.nextDouble();
            double phase = 2 * Math.PI * random.nextDouble();
            double contrast = 40 + 60 * random.nextDouble();
            byte[] values = new byte[SIDE * SIDE * 3];
            for (int i = 0; i < values.length; i++) {
                int column = i / 3 % SIDE;
                int row = i / 3 / SIDE;
                double along = (column * Math.cos(angle) + row * Math.sin(angle)) / wave + phase;
                double noise = i % 3 == 0 ? 8 * random.nextGaussian() : 0;
                values[i] = (byte) Math.max(0, Math.min(255, 127 + contrast * Math.sin(along) + noise));
            }
            frames.add(SampleImages.frame(SIDE, SIDE, new Pixels.Rgb8(values)));
        }
        return new FramesInMemory(
                IntStream.range(0, IMAGES).mapToObj(Integer::toString).toList(), frames);
    }
}
