package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.NtXentLoss;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;

/**
 * SimCLR: two views of an image should lie close, views of other images apart (Chen et al. 2020, <a
 * href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>). Both views go through the network as one batch; the representation for later use is
 * the encoder's, before the projection head.
 */
public final class SimClr implements SslMethod {
    private final Encoder encoder;
    private final ProjectionHead head;
    private final NtXentLoss loss;
    private final ViewRecipe view;
    private final BatchStatistics statistics;

    /**
     * Joins an encoder with a fresh projection head.
     *
     * @param profile augmentations of both views
     * @param imageSize side of a view in pixels
     * @param temperature τ in the paper; 0.1 to 0.5, higher for smaller batches
     * @param statistics of the encoder's batch norm; fixed ones are better where few images continue from many
     * @param seed of the head's weights
     */
    public SimClr(
            Encoder encoder,
            NDManager manager,
            ViewProfile profile,
            int imageSize,
            double temperature,
            BatchStatistics statistics,
            long seed) {
        this.encoder = encoder;
        this.head = ProjectionHead.simClr(encoder.architecture().width(), manager, seed);
        this.loss = new NtXentLoss(temperature);
        this.view = profile.recipe(imageSize, encoder.architecture().normalisation());
        this.statistics = statistics;
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(view, view);
    }

    @Override
    public NDArray loss(NDManager step, ViewBatch batch) {
        NDArray images = step.create(joined(batch), shape(batch));
        NDList z = head.embed(encoder.represent(images, statistics), BatchStatistics.LIVE)
                .split(2); // 2 x (N, 128)
        return loss.of(z.get(0), z.get(1));
    }

    private static float[] joined(ViewBatch batch) {
        ImageBatch first = batch.views().get(0);
        ImageBatch second = batch.views().get(1);
        float[] both = new float[first.values().length + second.values().length];
        System.arraycopy(first.values(), 0, both, 0, first.values().length);
        System.arraycopy(second.values(), 0, both, first.values().length, second.values().length);
        return both;
    }

    private static Shape shape(ViewBatch batch) {
        ImageBatch view = batch.views().get(0);
        return new Shape(2L * view.count(), view.channels(), view.height(), view.width());
    }

    @Override
    public void afterStep(long step) {
        // both views learn from the same network; nothing follows
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return joined(encoder.parameters(), head.parameters());
    }

    @Override
    public Map<String, NDArray> state() {
        return joined(encoder.state(), head.state());
    }

    private static Map<String, NDArray> joined(Map<String, NDArray> encoder, Map<String, NDArray> head) {
        Map<String, NDArray> both = new LinkedHashMap<>();
        encoder.forEach((name, array) -> both.put("encoder." + name, array));
        head.forEach((name, array) -> both.put("projection." + name, array));
        return both;
    }

    @Override
    public void close() {
        head.close();
    }
}
