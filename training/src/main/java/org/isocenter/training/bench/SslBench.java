package org.isocenter.training.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.ProcessorTime;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Precision;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.method.Defaults;
import org.isocenter.training.method.Mae;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.Pace;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;

/**
 * How fast whole training steps are: views to the engine, both passes, optimizer. Synthetic images, so no loader is measured. Processor seconds are
 * steadier than time where other work shares the machine.
 *
 * @param method such as {@code simclr}
 * @param encoder architecture that was measured
 * @param imageSize side of a view in pixels
 * @param batchSize source images per step
 * @param steps timed, after a warm-up
 * @param threads that the engine computes with
 * @param imagesPerSecond source images per second at the median step
 * @param medianStepMs median time of a step
 * @param minStepMs fastest step
 * @param cpuMsPerStep least processor time of a step, of all threads together
 * @param peakRssMiB most memory that the process has held; 0 where the system does not say
 * @param lastLoss loss of the last step
 */
public record SslBench(
        String method,
        String encoder,
        int imageSize,
        int batchSize,
        int steps,
        int threads,
        double imagesPerSecond,
        double medianStepMs,
        double minStepMs,
        double cpuMsPerStep,
        long peakRssMiB,
        double lastLoss) {
    private static final int WARM_UP = 3;

    /**
     * Runs and times steps.
     *
     * @throws PlatformException {@code INVALID_PLAN} for a method that there is not, {@code UNKNOWN_ENCODER}
     */
    public static SslBench measure(String method, String encoder, int imageSize, int batchSize, int steps) {
        return measure(method, encoder, imageSize, batchSize, steps, Integer.MAX_VALUE, Precision.FLOAT32);
    }

    /**
     * The same within less memory.
     *
     * @param part views that the encoder computes at a time
     * @param precision of the encoder
     */
    public static SslBench measure(
            String method, String encoder, int imageSize, int batchSize, int steps, int part, Precision precision) {
        MethodName name = MethodName.of(method);
        Architecture architecture = Architecture.named(encoder).in(precision);
        name.requireFit(architecture, imageSize);
        Defaults usual = name.defaults(architecture);
        double rate = usual.rate(true, batchSize);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder network = Encoder.random(architecture, manager, 1).takingParts(part);
                SslMethod learning = name.create(new MethodSetup(
                        network,
                        manager,
                        ViewProfile.NATURAL,
                        imageSize,
                        true,
                        name.temperature().orElse(1.0),
                        Mae.maskRatio(ViewProfile.NATURAL),
                        Pairs.PATIENT,
                        numbers(batchSize),
                        new RunLength(WARM_UP + steps, WARM_UP + steps, batchSize),
                        1));
                GroupedOptimizer optimizer = new GroupedOptimizer(
                        usual.rule(),
                        usual.clipping(),
                        Pace.groups(
                                learning, Schedule.constant(rate), rate, Schedule.constant(usual.firstDecay()), 0))) {
            ViewBatch batch = noise(learning.views(), batchSize);
            double[] times = new double[steps];
            double[] processor = new double[steps];
            double loss = 0;
            for (int i = -WARM_UP; i < steps; i++) {
                long begin = System.nanoTime();
                double used = ProcessorTime.seconds();
                loss = step(learning, optimizer, batch, manager, i + WARM_UP);
                if (i >= 0) {
                    times[i] = (System.nanoTime() - begin) / 1e6;
                    processor[i] = 1000 * (ProcessorTime.seconds() - used);
                }
            }
            Arrays.sort(times);
            Arrays.sort(processor);
            double median = times[steps / 2];
            return new SslBench(
                    method,
                    encoder,
                    imageSize,
                    batchSize,
                    steps,
                    JniUtils.getNumThreads(),
                    batchSize * 1000 / median,
                    median,
                    times[0],
                    processor[0],
                    peakRss(),
                    loss);
        }
    }

    private static double step(
            SslMethod method, GroupedOptimizer optimizer, ViewBatch batch, NDManager manager, long number) {
        try (NDManager step = manager.newSubManager();
                Gradients gradients = Gradients.record()) {
            NDArray loss = method.loss(step, batch, number).value();
            gradients.backward(loss);
            optimizer.step(number);
            method.afterStep(number);
            return loss.getFloat();
        }
    }

    private static ViewBatch noise(List<ViewRecipe> views, int batchSize) {
        SplittableRandom random = new SplittableRandom(1);
        List<ImageBatch> images = views.stream()
                .map(view -> {
                    float[] values = new float[batchSize * view.length()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) random.nextGaussian();
                    }
                    return new ImageBatch(
                            values, batchSize, view.normalisation().channels(), view.size(), view.size());
                })
                .toList();
        return new ViewBatch(images, numbers(batchSize));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static long peakRss() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (java.nio.file.NoSuchFileException e) {
            return 0; // outside Linux
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
