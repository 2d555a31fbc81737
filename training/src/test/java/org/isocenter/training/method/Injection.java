package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.view.ViewRecipe;

/** Methods with one part taken out or set wrong, which makes them collapse. */
public enum Injection {
    /** Networks of BYOL without an average, the gradient flowing also through what is predicted. */
    NO_STOP_GRADIENT(setup -> new Siamese(setup, true, true, ProjectionHead.End.BIAS)),
    /** The same with the gradient stopped and no predictor. */
    NO_PREDICTOR(setup -> new Siamese(setup, false, false, ProjectionHead.End.BIAS)),
    /** DINO whose centre stays at zero. */
    NO_CENTRE(setup -> dino(setup, 0.04, false)),
    /** DINO whose teacher is less sharp than its student. */
    WARM_TEACHER(setup -> dino(setup, 0.2, true)),
    /** VICReg that only pulls together. */
    NO_VARIANCE(setup -> new Siamese(setup, false, true, ProjectionHead.End.NONE));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<MethodSetup, SslMethod> constructor;

    Injection(Function<MethodSetup, SslMethod> constructor) {
        this.constructor = constructor;
    }

    public SslMethod create(MethodSetup setup) {
        return constructor.apply(setup);
    }

    /** The method that it is a broken form of. */
    public MethodName broken() {
        return switch (this) {
            case NO_STOP_GRADIENT, NO_PREDICTOR -> MethodName.BYOL;
            case NO_CENTRE, WARM_TEACHER -> MethodName.DINO;
            case NO_VARIANCE -> MethodName.VICREG;
        };
    }

    /** A whole method, with heads that suit a small encoder. */
    public static SslMethod none(MethodName name, MethodSetup setup) {
        return switch (name) {
            case DINO -> dino(setup, 0.04, true);
            case DINOV2 -> new DinoV2(setup, head(setup));
            case MAE -> new Mae(setup, new MaskedDecoder.Size(16, 1, 2));
            default -> name.create(setup);
        };
    }

    private static DinoHead head(MethodSetup setup) {
        return DinoHead.random(List.of(setup.width(), 64, 64, 32), 256, setup.manager(), setup.seed());
    }

    static SslMethod dino(MethodSetup setup, double temperature, boolean centred) {
        Dino whole = new Dino(
                setup,
                head(setup),
                Schedule.cosine(Dino.FIRST_MOMENTUM, 1, setup.length().steps()),
                Schedule.constant(temperature));
        return centred ? whole : new Uncentred(whole);
    }

    /** DINO whose centre is put back to zero after every step. */
    private record Uncentred(Dino whole) implements SslMethod {
        @Override
        public List<ViewRecipe> views() {
            return whole.views();
        }

        @Override
        public Loss loss(NDManager step, ViewBatch batch, long number) {
            Loss loss = whole.loss(step, batch, number);
            whole.state().get("centre").muli(0);
            return loss;
        }

        @Override
        public Glance glance(NDArray images, long number) {
            return whole.glance(images, number);
        }

        @Override
        public void afterStep(long number) {
            whole.afterStep(number);
        }

        @Override
        public Encoder encoder() {
            return whole.encoder();
        }

        @Override
        public Map<String, NDArray> parameters() {
            return whole.parameters();
        }

        @Override
        public Map<String, NDArray> state() {
            return whole.state();
        }

        @Override
        public void close() {
            whole.close();
        }
    }

    /** SimSiam's networks; the gradient flows through both sides. */
    private static final class Siamese implements SslMethod {
        private final MethodSetup setup;
        private final boolean predicts;
        private final boolean both;
        private final ProjectionHead projector;
        private final ProjectionHead predictor;

        Siamese(MethodSetup setup, boolean predicts, boolean both, ProjectionHead.End end) {
            int width = setup.width();
            this.setup = setup;
            this.predicts = predicts;
            this.both = both;
            this.projector = ProjectionHead.random(List.of(width, 2 * width, 32), end, setup.manager(), setup.seed());
            this.predictor = ProjectionHead.random(
                    List.of(32, 2 * width, 32), ProjectionHead.End.BIAS, setup.manager(), setup.seed() + 1);
        }

        @Override
        public List<ViewRecipe> views() {
            return List.of(setup.globalView(), setup.globalView());
        }

        @Override
        public Loss loss(NDManager step, ViewBatch batch, long number) {
            NDArray first = embed(Views.of(step, batch, 0));
            NDArray second = embed(Views.of(step, batch, 1));
            return Loss.of(side(first, second).add(side(second, first)).div(2));
        }

        private NDArray side(NDArray from, NDArray to) {
            NDArray said = predicts ? predictor.embed(from) : from;
            NDArray target = both ? to : to.stopGradient();
            return unit(said).mul(unit(target)).sum(new int[] {1}).mean().neg();
        }

        private static NDArray unit(NDArray rows) {
            return rows.div(rows.square().sum(new int[] {1}, true).add(1e-12f).sqrt());
        }

        private NDArray embed(NDArray images) {
            return projector.embed(setup.encoder().represent(images, setup.statistics()));
        }

        @Override
        public Glance glance(NDArray images, long number) {
            return Glance.of(setup.encoder(), projector, images);
        }

        @Override
        public void afterStep(long number) {
            // nothing follows
        }

        @Override
        public Encoder encoder() {
            return setup.encoder();
        }

        @Override
        public Map<String, NDArray> parameters() {
            NamedArrays arrays =
                    new NamedArrays().with("encoder", encoder().parameters()).with("projector", projector.parameters());
            return predicts ? arrays.with("predictor", predictor.parameters()).all() : arrays.all();
        }

        @Override
        public Map<String, NDArray> state() {
            return new NamedArrays()
                    .with("encoder", encoder().state())
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
}
