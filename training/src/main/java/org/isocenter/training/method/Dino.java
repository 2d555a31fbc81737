package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.Centre;
import org.isocenter.training.loss.DinoLoss;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.RateScaling;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewRecipe;

/**
 * DINO: a student sorts every view of an image into K bins as its own slow average, the teacher, sorts the global views (Caron et al. 2021, <a
 * href="https://arxiv.org/abs/2104.14294">arXiv:2104.14294</a>). A low temperature keeps the teacher from using all bins alike, the centre from using
 * only one.
 */
public final class Dino implements SslMethod {
    /**
     * The paper's 5e-4 for 256 images at its batch of 1024, scaled down by the square root as suits Adam (Malladi et al. 2022, <a
     * href="https://arxiv.org/abs/2205.10287">arXiv:2205.10287</a>); a fifth of it from a parent. Weight decay 0.04 to 0.4, gradients bounded to 3 each,
     * the student's temperature 0.1, all as in the paper.
     */
    static final Defaults DEFAULTS = new Defaults(
            AdamW.usual(),
            Clipping.perParameter(3),
            RateScaling.SQUARE_ROOT,
            6.25e-5,
            1.25e-5,
            0.04,
            0.4,
            Optional.of(0.1));

    /** The paper has eight; four take a sixth less time. */
    static final int LOCAL_VIEWS = 4;

    /** The paper has 65536 for 1.3 million images; some ten thousand images converge with 4096 to 8192. */
    static final int OUTPUTS = 4096;

    static final List<Integer> HIDDEN = List.of(2048, 2048, 256);
    static final double CENTRE_MOMENTUM = 0.9;

    /** The paper's 0.996 is for 1.3 million images; smaller sets want 0.99 to 0.996. */
    static final double FIRST_MOMENTUM = 0.99;

    /** The paper's for runs of 100 epochs. */
    private static final double TEACHER_TEMPERATURE = 0.04;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final DinoHead head;
    private final Encoder teacher;
    private final DinoHead teacherHead;
    private final MovingAverage average;
    private final Centre centre;
    private final DinoLoss loss;
    private final Schedule momentum;
    private final Schedule teacherTemperature;

    /** Joins an encoder with a fresh head. */
    public Dino(MethodSetup setup) {
        this(
                setup,
                freshHead(setup),
                Schedule.cosine(FIRST_MOMENTUM, 1, setup.length().steps()),
                Schedule.constant(TEACHER_TEMPERATURE));
    }

    Dino(MethodSetup setup, DinoHead head, Schedule momentum, Schedule teacherTemperature) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.head = head;
        this.teacher = MovingAverage.copy(encoder, setup.manager());
        this.teacherHead = head.copy(setup.manager());
        this.average = new MovingAverage()
                .follow(encoder.parameters(), teacher.state())
                .follow(head.parameters(), teacherHead.parameters());
        this.centre = new Centre(setup.manager(), head.outputs(), CENTRE_MOMENTUM);
        this.loss = new DinoLoss(setup.temperature());
        this.momentum = momentum;
        this.teacherTemperature = teacherTemperature;
    }

    static DinoHead freshHead(MethodSetup setup) {
        List<Integer> widths = new ArrayList<>(List.of(setup.width()));
        widths.addAll(HIDDEN);
        return DinoHead.random(widths, OUTPUTS, setup.manager(), setup.seed());
    }

    @Override
    public List<ViewRecipe> views() {
        List<ViewRecipe> views = new ArrayList<>(List.of(setup.globalView(), setup.globalView()));
        views.addAll(Collections.nCopies(LOCAL_VIEWS, setup.localView()));
        return views;
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        int views = batch.views().size();
        NDArray globals = Views.joined(step, batch.views().subList(0, 2));
        NDArray locals = Views.joined(step, batch.views().subList(2, views));
        NDArray target = Gradients.off(() -> teacherHead.outputs(teacher.represent(globals, setup.statistics())));
        NDArray representations = NDArrays.concat(new NDList(
                encoder.represent(globals, setup.statistics()), encoder.represent(locals, setup.statistics())));
        Loss value = loss.of(target, head.outputs(representations), centre.array(), teacherTemperature.at(number));
        centre.update(target);
        return value;
    }

    @Override
    public void afterStep(long number) {
        average.update(momentum.at(number));
    }

    @Override
    public Glance glance(NDArray images, long number) {
        NDArray target = teacherHead.outputs(teacher.represent(images, BatchStatistics.FIXED));
        return Glance.of(encoder, images).sharing(centre.shares(target, teacherTemperature.at(number)));
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return new NamedArrays()
                .with("encoder", encoder.parameters())
                .with("head", head.parameters())
                .all();
    }

    /** The directions of the head stay as they were drawn in the first epoch, as in the paper. */
    @Override
    public Pace pace(String parameter) {
        return parameter.equals("head." + DinoHead.LAST) ? Pace.LATE : Pace.SCHEDULED;
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("head", head.parameters())
                .with("teacher", teacher.state())
                .with("teacherHead", teacherHead.parameters())
                .with("centre", centre.array())
                .all();
    }

    @Override
    public void close() {
        head.close();
        teacher.close();
        teacherHead.close();
        centre.close();
    }
}
