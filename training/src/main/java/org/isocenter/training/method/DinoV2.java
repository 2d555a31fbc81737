package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.Centre;
import org.isocenter.training.loss.DinoLoss;
import org.isocenter.training.loss.IbotLoss;
import org.isocenter.training.loss.KoLeoLoss;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.RateScaling;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewRecipe;

/**
 * DINOv2: DINO, and the same for patches that are hidden from the student (iBOT), and representations spread over the sphere (KoLeo) (Oquab et al. 2023,
 * <a href="https://arxiv.org/abs/2304.07193">arXiv:2304.07193</a>): {@code L = L_dino + L_ibot + 0.1 L_koleo}. One head serves images and patches, as in
 * the short recipe of the authors. Vision transformers only.
 */
public final class DinoV2 implements SslMethod {
    /**
     * The authors' short recipe: 4e-3 for 1024 images, scaled by the square root; a fifth of it from a parent. Weight decay 0.04 to 0.4, gradients bounded
     * to 3, the student's temperature 0.1.
     */
    static final Defaults DEFAULTS = new Defaults(
            AdamW.usual(), Clipping.global(3), RateScaling.SQUARE_ROOT_1024, 4e-3, 8e-4, 0.04, 0.4, Optional.of(0.1));

    private static final float KOLEO_WEIGHT = 0.1f;
    private static final double FIRST_TEACHER_TEMPERATURE = 0.04;
    private static final double TEACHER_TEMPERATURE = 0.07;

    /** The teacher's temperature rises for 30 of 100 epochs. */
    private static final double RISING_SHARE = 0.3;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final TokenEncoder tokens;
    private final NDManager manager;
    private final NDArray maskToken;
    private final DinoHead head;
    private final Encoder teacher;
    private final TokenEncoder teacherTokens;
    private final DinoHead teacherHead;
    private final MovingAverage average;
    private final Centre centre;
    private final Centre patchCentre;
    private final DinoLoss dino;
    private final IbotLoss ibot;
    private final KoLeoLoss koLeo = new KoLeoLoss();
    private final Schedule momentum;
    private final Schedule teacherTemperature;

    /** Joins a vision transformer with a fresh head; {@link IllegalArgumentException} for another encoder. */
    public DinoV2(MethodSetup setup) {
        this(setup, Dino.freshHead(setup));
    }

    DinoV2(MethodSetup setup, DinoHead head) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.tokens = TokenEncoder.of(encoder);
        this.manager = setup.manager().newSubManager();
        this.maskToken = manager.zeros(new Shape(1, setup.width()));
        maskToken.setRequiresGradient(true);
        this.head = head;
        this.teacher = MovingAverage.copy(encoder, setup.manager());
        this.teacherTokens = TokenEncoder.of(teacher);
        this.teacherHead = head.copy(setup.manager());
        this.average = new MovingAverage()
                .follow(encoder.parameters(), teacher.state())
                .follow(head.parameters(), teacherHead.parameters());
        this.centre = new Centre(setup.manager(), head.outputs(), Dino.CENTRE_MOMENTUM);
        this.patchCentre = new Centre(setup.manager(), head.outputs(), Dino.CENTRE_MOMENTUM);
        this.dino = new DinoLoss(setup.temperature());
        this.ibot = new IbotLoss(setup.temperature());
        long steps = setup.length().steps();
        this.momentum = Schedule.cosine(Dino.FIRST_MOMENTUM, 1, steps);
        this.teacherTemperature =
                Schedule.linear(FIRST_TEACHER_TEMPERATURE, TEACHER_TEMPERATURE, (long) (RISING_SHARE * steps));
    }

    @Override
    public List<ViewRecipe> views() {
        List<ViewRecipe> views = new ArrayList<>(List.of(setup.globalView(), setup.globalView()));
        views.addAll(Collections.nCopies(Dino.LOCAL_VIEWS, setup.localView()));
        return views;
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray globals = Views.joined(step, batch.views().subList(0, 2));
        NDArray locals =
                Views.joined(step, batch.views().subList(2, batch.views().size()));
        int side = setup.imageSize() / tokens.patch();
        BlockMasks masks = BlockMasks.draw(2 * batch.count(), side, setup.seed(), number);
        NDIndex images = new NDIndex("{}", step.create(masks.classRows()));
        NDIndex hidden = new NDIndex("{}", step.create(masks.rows()));

        NDList targets = targets(globals, images, hidden);
        NDArray seen = rows(tokens.masked(globals, masks.array(step), maskToken));
        NDArray classes = seen.get(images); // (2 N, D)
        NDArray all = NDArrays.concat(new NDList(classes, encoder.represent(locals, setup.statistics())));
        NDArray weights = step.create(masks.weights());
        double temperature = teacherTemperature.at(number);
        Map<String, NDArray> terms = new LinkedHashMap<>();
        terms.put(
                "dino",
                dino.of(targets.get(0), head.outputs(all), centre.array(), temperature)
                        .value());
        terms.put(
                "ibot",
                ibot.of(
                        targets.get(1),
                        head.outputs(seen.get(hidden)),
                        patchCentre.array(),
                        weights,
                        2 * batch.count(),
                        temperature));
        terms.put("koleo", closeness(classes).mul(KOLEO_WEIGHT));
        centre.update(targets.get(0));
        patchCentre.update(targets.get(1));
        return Loss.sum(terms);
    }

    /** What the teacher says of the global views, and of the patches that the student does not see; not differentiated. */
    private NDList targets(NDArray globals, NDIndex images, NDIndex hidden) {
        return Gradients.off(() -> {
            NDArray all = rows(teacherTokens.all(globals));
            return new NDList(teacherHead.outputs(all.get(images)), teacherHead.outputs(all.get(hidden)));
        });
    }

    /** Within each of the two global views alone: two views of an image are to be close. */
    private NDArray closeness(NDArray classes) {
        NDList views = classes.split(2);
        return koLeo.of(views.get(0)).add(koLeo.of(views.get(1)));
    }

    private static NDArray rows(NDArray tokens) {
        return tokens.reshape(-1, tokens.getShape().getLastDimension());
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
                .with("maskToken", maskToken)
                .all();
    }

    /** The directions of the head stay as they were drawn in the first epoch. */
    @Override
    public Pace pace(String parameter) {
        return parameter.equals("head." + DinoHead.LAST) ? Pace.LATE : Pace.SCHEDULED;
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("head", head.parameters())
                .with("maskToken", maskToken)
                .with("teacher", teacher.state())
                .with("teacherHead", teacherHead.parameters())
                .with("centre", centre.array())
                .with("patchCentre", patchCentre.array())
                .all();
    }

    @Override
    public void close() {
        head.close();
        teacher.close();
        teacherHead.close();
        centre.close();
        patchCentre.close();
        manager.close();
    }
}
