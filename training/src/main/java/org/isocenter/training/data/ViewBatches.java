package org.isocenter.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.view.ViewRandom;
import org.isocenter.training.view.ViewRecipe;
import org.isocenter.training.view.ViewSource;

/**
 * The batches of a pretraining run. Batch (epoch, step) depends on the seed alone, not on threads or on what came before, so a run can go on from any
 * position. The images left over at the end of an epoch are dropped.
 *
 * @param source the images
 * @param views one recipe per view
 * @param batchSize images per step
 * @param seed of the run
 * @param threads that make batches ahead of time
 * @param partners whose pictures the views after the first are of
 */
public record ViewBatches(
        FrameSource source, List<ViewRecipe> views, int batchSize, long seed, int threads, Partners partners) {

    /** Batches in which all views of a row are of one image. */
    public ViewBatches(FrameSource source, List<ViewRecipe> views, int batchSize, long seed, int threads) {
        this(source, views, batchSize, seed, threads, Partners.none(source));
    }

    public ViewBatches {
        views = List.copyOf(views);
        if (batchSize < 1 || batchSize > source.size()) {
            throw new PlatformException(
                    ErrorCode.INVALID_PLAN,
                    "the batch size must be 1 to the number of images, %d; it is %d"
                            .formatted(source.size(), batchSize));
        }
    }

    public int stepsPerEpoch() {
        return source.size() / batchSize;
    }

    /** The batches of an epoch from a step on, in order; close it to stop the threads. */
    public Prefetch<ViewBatch> of(long epoch, int fromStep) {
        int[] order = EpochOrder.of(seed, epoch, source.size());
        return new Prefetch<>(
                stepsPerEpoch() - fromStep, threads, i -> batch(order, epoch, (fromStep + i) * batchSize));
    }

    private ViewBatch batch(int[] order, long epoch, int start) {
        double begun = ProcessorTime.ofThread();
        int[] places = Arrays.copyOfRange(order, start, start + batchSize);
        float[][] values = new float[views.size()][];
        Arrays.setAll(values, v -> new float[batchSize * views.get(v).length()]);
        for (int i = 0; i < batchSize; i++) {
            String id = source.id(places[i]);
            ViewSource own = new ViewSource(source.frame(places[i]));
            int partner = partners.of(places[i], seed, epoch, id);
            ViewSource other = partner == places[i] ? own : new ViewSource(source.frame(partner));
            for (int v = 0; v < values.length; v++) {
                ViewRecipe view = views.get(v);
                view.write(v == 0 ? own : other, ViewRandom.of(seed, id, epoch, v), values[v], i * view.length());
            }
        }
        return new ViewBatch(
                IntStream.range(0, values.length)
                        .mapToObj(v -> images(views.get(v), values[v]))
                        .toList(),
                Arrays.stream(places).mapToObj(source::id).toList(),
                Arrays.stream(places).mapToObj(partners::group).toList(),
                ProcessorTime.ofThread() - begun);
    }

    private ImageBatch images(ViewRecipe view, float[] values) {
        return new ImageBatch(values, batchSize, view.normalisation().channels(), view.size(), view.size());
    }
}
