package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.NegativeCosineLoss;
import org.isocenter.training.view.ViewRecipe;

/**
 * SimSiam: a predictor says of one view what the same network says of the other, without negatives and without an average (Chen and He 2021, <a
 * href="https://arxiv.org/abs/2011.10566">arXiv:2011.10566</a>). That no gradient flows through the target, and a predictor that keeps up with it, are
 * all that keep representations from becoming one.
 */
public final class SimSiam implements SslMethod {
    /**
     * AdamW as measured for SimCLR. The paper's SGD, 0.05 for 256 images, is too slow for short runs with small batches: 100 steps of 64 images took the
     * loss of a ResNet-18 from 0 to -0.05, AdamW to -0.60 with features as spread out as before.
     */
    static final Defaults DEFAULTS = Defaults.adamW();

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final ProjectionHead predictor;
    private final NegativeCosineLoss loss = new NegativeCosineLoss();

    /** Joins an encoder with fresh heads: three layers as wide as the representation, and a bottleneck of a quarter of it. */
    public SimSiam(MethodSetup setup) {
        int width = setup.width();
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = ProjectionHead.random(
                List.of(width, width, width, width), ProjectionHead.End.PLAIN_NORM, setup.manager(), setup.seed());
        this.predictor = ProjectionHead.random(
                List.of(width, Math.max(1, width / 4), width),
                ProjectionHead.End.BIAS,
                setup.manager(),
                setup.seed() + 1);
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView(), setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray first = embed(Views.of(step, batch, 0));
        NDArray second = embed(Views.of(step, batch, 1));
        NDArray sides = loss.of(predictor.embed(first), second).add(loss.of(predictor.embed(second), first));
        return Loss.of(sides.div(2));
    }

    private NDArray embed(NDArray images) {
        return projector.embed(encoder.represent(images, setup.statistics()));
    }

    @Override
    public void afterStep(long number) {
        // the target is the network itself; nothing follows
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
                .with("predictor", predictor.parameters())
                .all();
    }

    /** The rate of the predictor does not fall (section 4.2 of the paper): it has to keep up with what it predicts. */
    @Override
    public Pace pace(String parameter) {
        return parameter.startsWith("predictor.") ? Pace.CONSTANT : Pace.SCHEDULED;
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("projector", projector.state())
                .with("predictor", predictor.state())
                .all();
    }

    @Override
    public void close() {
        projector.close();
        predictor.close();
    }
}
