package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.NegativeCosineLoss;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewRecipe;

/**
 * BYOL: a network predicts what its own slow average says of another view of the image; nothing is pushed apart (Grill et al. 2020, <a
 * href="https://arxiv.org/abs/2006.07733">arXiv:2006.07733</a>). The predictor, and that no gradient reaches the average, keep representations from
 * becoming one.
 */
public final class Byol implements SslMethod {
    /** AdamW as measured for SimCLR; the paper's LARS is for batches of 4096. */
    static final Defaults DEFAULTS = Defaults.adamW();

    /** What the paper takes for short runs of 100 epochs; its 0.996 belongs to 1000. */
    private static final double FIRST_MOMENTUM = 0.99;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final ProjectionHead predictor;
    private final Encoder teacher;
    private final ProjectionHead teacherProjector;
    private final MovingAverage average;
    private final Schedule momentum;
    private final NegativeCosineLoss loss = new NegativeCosineLoss();

    /** Joins an encoder with fresh heads, hidden layers twice as wide as the representation and outputs of 256. */
    public Byol(MethodSetup setup) {
        this(
                setup,
                ProjectionHead.random(
                        List.of(setup.width(), 2 * setup.width(), 256),
                        ProjectionHead.End.BIAS,
                        setup.manager(),
                        setup.seed()),
                ProjectionHead.random(
                        List.of(256, 2 * setup.width(), 256),
                        ProjectionHead.End.BIAS,
                        setup.manager(),
                        setup.seed() + 1),
                Schedule.cosine(FIRST_MOMENTUM, 1, setup.length().steps()));
    }

    Byol(MethodSetup setup, ProjectionHead projector, ProjectionHead predictor, Schedule momentum) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = projector;
        this.predictor = predictor;
        this.momentum = momentum;
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
        NDArray predictedFirst = predict(first);
        NDArray predictedSecond = predict(second);
        NDArray targetFirst = target(first);
        NDArray targetSecond = target(second);
        NDArray sides = loss.of(predictedFirst, targetSecond).add(loss.of(predictedSecond, targetFirst));
        return Loss.of(sides.mul(2).add(4)); // 2 - 2 cos on each side
    }

    /** Embeddings of the teacher, which is not differentiated. */
    private NDArray target(NDArray images) {
        return Gradients.off(() -> teacherProjector.embed(teacher.represent(images, setup.statistics())));
    }

    private NDArray predict(NDArray images) {
        return predictor.embed(projector.embed(encoder.represent(images, setup.statistics())));
    }

    @Override
    public void afterStep(long number) {
        average.update(momentum.at(number));
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
