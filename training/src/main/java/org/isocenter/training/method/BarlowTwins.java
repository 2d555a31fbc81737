package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.BarlowTwinsLoss;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.view.ViewRecipe;

/**
 * Barlow Twins: each feature of an embedding should say the same of both views of an image, and different features different things (Zbontar et al.
 * 2021, <a href="https://arxiv.org/abs/2103.03230">arXiv:2103.03230</a>). There are no negatives, no average and no predictor.
 */
public final class BarlowTwins implements SslMethod {
    /** AdamW as measured for SimCLR; the paper's LARS is for batches of 2048. */
    static final Defaults DEFAULTS = Defaults.adamW();

    /** Embeddings are four times as wide as the representation, as in the paper, and at most 2048, which one small machine carries. */
    private static final int WIDER = 4;

    private static final int WIDEST = 2048;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final BarlowTwinsLoss loss = BarlowTwinsLoss.usual();

    /** Joins an encoder with a fresh projector of three wide layers. */
    public BarlowTwins(MethodSetup setup) {
        int wide = Math.min(WIDEST, WIDER * setup.width());
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = ProjectionHead.random(
                List.of(setup.width(), wide, wide, wide), ProjectionHead.End.NONE, setup.manager(), setup.seed());
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView(), setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        return loss.of(embed(Views.of(step, batch, 0)), embed(Views.of(step, batch, 1)));
    }

    private NDArray embed(NDArray images) {
        return projector.embed(encoder.represent(images, setup.statistics()));
    }

    @Override
    public void afterStep(long number) {
        // both views learn from the same network; nothing follows
    }

    @Override
    public Glance glance(NDArray images, long number) {
        return Glance.of(encoder, projector, images);
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return new NamedArrays()
                .with("encoder", encoder.parameters())
                .with("projector", projector.parameters())
                .all();
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("projector", projector.state())
                .all();
    }

    @Override
    public void close() {
        projector.close();
    }
}
