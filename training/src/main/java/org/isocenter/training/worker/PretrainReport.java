package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.loop.RunProgress;

/**
 * What can be said about a pretraining: how much was seen, and how far weights and features moved from the start.
 *
 * @param input of the run
 * @param settings that the run had, as far as they can be chosen
 * @param progress at the end of the run
 */
record PretrainReport(PretrainInput input, Map<String, Object> settings, RunProgress progress) {
    private static final double MOVED = 1e-3;
    private static final int FEATURE_SAMPLES = 256;

    /** The report, JSON values; {@code moved} is false where the stage is none because nothing moved. */
    Map<String, Object> of(UUID encoder, Encoder now, NDManager manager) {
        PretrainPlan plan = input.plan();
        FrameSource images = input.images();
        try (Encoder then = input.start().encoder(manager)) {
            double weights = now.relativeChange(then);
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("stage", plan.stage().name());
            report.put("method", plan.method().word());
            report.put("encoder", encoder.toString());
            input.start()
                    .parent()
                    .ifPresent(parent -> report.put("parent", parent.id().toString()));
            report.put("images", images.size());
            report.put("imagesSeen", progress.step() * plan.batchSize(images.size()));
            report.put("epochs", progress.epochs());
            report.put("steps", progress.step());
            report.put("firstLoss", progress.firstLoss());
            report.put("lastLoss", progress.lastLoss());
            report.put("relativeChange", weights);
            report.put("featureChange", featureChange(images, then, now, manager));
            report.put(
                    "imagesPerSecond",
                    progress.step() * plan.batchSize(images.size()) / Math.max(progress.seconds(), 1e-9));
            report.put("knn", progress.probes());
            report.put("collapse", progress.watch().told());
            report.put("transductive", plan.transductive());
            report.put("settings", settings);
            report.put("moved", weights >= MOVED);
            return report;
        }
    }

    /** |now - then| / |then| over the features of some images, spread evenly over all. */
    private double featureChange(FrameSource images, Encoder then, Encoder now, NDManager manager) {
        int count = Math.min(FEATURE_SAMPLES, images.size());
        List<Integer> places = IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * images.size() / count))
                .toList();
        SomeFrames some = new SomeFrames(images, places);
        double[][] before = new EncoderFeatures(then, manager, input.plan().imageSize()).embed(some);
        double[][] after = new EncoderFeatures(now, manager, input.plan().imageSize()).embed(some);
        double moved = 0;
        double size = 0;
        for (int i = 0; i < before.length; i++) {
            for (int d = 0; d < before[i].length; d++) {
                double difference = after[i][d] - before[i][d];
                moved += difference * difference;
                size += before[i][d] * before[i][d];
            }
        }
        return Math.sqrt(moved / Math.max(size, 1e-30));
    }
}
