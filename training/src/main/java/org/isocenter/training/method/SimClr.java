package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.NtXentLoss;
import org.isocenter.training.view.ViewRecipe;

/**
 * SimCLR: two views of an image should lie close, views of other images apart (Chen et al. 2020, <a
 * href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>). Both views go through the network as one batch; the representation for later use is
 * the encoder's, before the projection head.
 */
public final class SimClr implements SslMethod {
    /** τ of 0.2: the paper finds 0.1 to 0.5, higher for smaller batches. */
    static final Defaults DEFAULTS = Defaults.adamW().withTemperature(0.2);

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final NtXentLoss loss;

    /** Joins an encoder with a fresh head: one hidden layer as wide as the representation, embeddings of 128. */
    public SimClr(MethodSetup setup) {
        this(
                setup,
                ProjectionHead.random(
                        List.of(setup.width(), setup.width(), 128),
                        ProjectionHead.End.NORM,
                        setup.manager(),
                        setup.seed()));
    }

    SimClr(MethodSetup setup, ProjectionHead projector) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = projector;
        this.loss = new NtXentLoss(setup.temperature());
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView(), setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray images = Views.joined(step, batch.views()); // (2 N, C, H, W)
        NDList z =
                projector.embed(encoder.represent(images, setup.statistics())).split(2);
        return Loss.of(loss.of(z.get(0), z.get(1)));
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
