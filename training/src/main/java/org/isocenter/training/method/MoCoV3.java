package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.InfoNceLoss;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewRecipe;

/**
 * MoCo v3: a prediction of one view is to be told from all other images by what a slow average says of the other view (Chen, Xie and He 2021, <a
 * href="https://arxiv.org/abs/2104.02057">arXiv:2104.02057</a>). There is no queue: the keys of the batch are the negatives. A transformer's patch
 * embedding stays at its start, which keeps its training from dips.
 */
public final class MoCoV3 implements SslMethod {
    /** AdamW as measured for SimCLR; τ of 0.2 as the paper has for transformers (its ResNet-50 at batches of 4096 has 1). */
    static final Defaults DEFAULTS = Defaults.adamW().withTemperature(0.2);

    /** The reference's for 100 to 300 epochs. */
    private static final double FIRST_MOMENTUM = 0.99;

    private static final int NARROWEST = 1024;
    private static final String PATCH_EMBEDDING = "patch_embed.";

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final ProjectionHead predictor;
    private final Encoder teacher;
    private final ProjectionHead teacherProjector;
    private final MovingAverage average;
    private final Schedule momentum;
    private final InfoNceLoss loss;

    /** Joins an encoder with fresh heads; a transformer's projector has a layer more, and its predictor ends in a normalisation. */
    public MoCoV3(MethodSetup setup) {
        boolean transformer = TokenEncoder.isTransformer(setup.encoder().architecture());
        int hidden = Math.max(NARROWEST, 2 * setup.width());
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = ProjectionHead.random(
                transformer ? List.of(setup.width(), hidden, hidden, 256) : List.of(setup.width(), hidden, 256),
                ProjectionHead.End.PLAIN_NORM,
                setup.manager(),
                setup.seed());
        this.predictor = ProjectionHead.random(
                List.of(256, hidden, 256),
                transformer ? ProjectionHead.End.PLAIN_NORM : ProjectionHead.End.NONE,
                setup.manager(),
                setup.seed() + 1);
        this.momentum = Schedule.cosine(FIRST_MOMENTUM, 1, setup.length().steps());
        this.loss = new InfoNceLoss(setup.temperature());
        if (transformer) {
            encoder.hold(PATCH_EMBEDDING);
        }
        this.teacher = MovingAverage.copy(encoder, setup.manager());
        this.teacherProjector = projector.copy(setup.manager());
        this.average = new MovingAverage()
                .follow(encoder.parameters(), teacher.state())
                .follow(projector.parameters(), teacherProjector.state());
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView(), setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray first = Views.of(step, batch, 0);
        NDArray second = Views.of(step, batch, 1);
        NDArray keysFirst = key(first);
        NDArray keysSecond = key(second);
        return Loss.of(loss.of(predict(first), keysSecond).add(loss.of(predict(second), keysFirst)));
    }

    /** Embeddings of the teacher, which is not differentiated. */
    private NDArray key(NDArray images) {
        return Gradients.off(() -> teacherProjector.embed(teacher.represent(images, setup.statistics())));
    }

    private NDArray predict(NDArray images) {
        return predictor.embed(projector.embed(encoder.represent(images, setup.statistics())));
    }

    /** The paper moves the average before the keys are made; after the step before, with the next momentum, is the same. */
    @Override
    public void afterStep(long number) {
        average.update(momentum.at(number + 1));
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

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("projector", projector.state())
                .with("predictor", predictor.state())
                .with("teacher", teacher.state())
                .with("teacherProjector", teacherProjector.state())
                .all();
    }

    @Override
    public void close() {
        projector.close();
        predictor.close();
        teacher.close();
        teacherProjector.close();
    }
}
