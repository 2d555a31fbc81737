package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.MaskedReconstructionLoss;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.RateScaling;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;

/**
 * Masked autoencoder: most of an image's patches are taken away, and a small decoder fills them in from what the encoder made of the rest (He
 * et al. 2022, <a href="https://arxiv.org/abs/2111.06377">arXiv:2111.06377</a>). Vision transformers only.
 */
public final class Mae implements SslMethod {
    /**
     * The paper's 1.5e-4 for 256 images at its batch of 4096, scaled down by the square root as suits Adam (Malladi et al. 2022, <a
     * href="https://arxiv.org/abs/2205.10287">arXiv:2205.10287</a>); a fifth of it from a parent. β of 0.9 and 0.95 and weight decay 0.05 as in the paper.
     */
    static final Defaults DEFAULTS = new Defaults(
            new AdamW(0.9, 0.95, 1e-8),
            Clipping.none(),
            RateScaling.SQUARE_ROOT,
            3.75e-5,
            7.5e-6,
            0.05,
            0.05,
            Optional.empty());

    private static final double MASK_RATIO = 0.75;

    /** A study of chest X-rays found it best among 0.2 to 0.9 (<a href="https://pmc.ncbi.nlm.nih.gov/articles/PMC10451788">PMC10451788</a>): findings are small. */
    private static final double MASK_RATIO_OF_X_RAYS = 0.4;

    private static final long NO_STEP = -1;
    private static final int[] VALUES = {2};
    private static final float LEAST_VARIANCE = 1e-6f;
    private static final String POSITIONS = "pos_embed";

    private final MethodSetup setup;
    private final Encoder encoder;
    private final TokenEncoder tokens;
    private final MaskedDecoder decoder;
    private final MaskedReconstructionLoss loss = new MaskedReconstructionLoss(true);

    /** Joins a vision transformer with a fresh decoder; {@link IllegalArgumentException} for another encoder. */
    public Mae(MethodSetup setup) {
        this(setup, MaskedDecoder.Size.beside(setup.width()));
    }

    Mae(MethodSetup setup, MaskedDecoder.Size size) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.tokens = TokenEncoder.of(encoder);
        int patch = tokens.patch();
        int channels = encoder.architecture().normalisation().channels();
        this.decoder = new MaskedDecoder(
                encoder.architecture(),
                size,
                setup.imageSize() / patch,
                channels * patch * patch,
                setup.manager(),
                setup.seed());
        encoder.hold(POSITIONS); // fixed, as in the paper
        if (setup.fresh()) {
            NDArray positions = encoder.state().get(POSITIONS);
            int side = (int) Math.sqrt(positions.getShape().get(1) - 1.0);
            positions.set(SinCos.grid(side, setup.width()));
        }
    }

    /** The share of patches that is hidden where nothing else is asked for: three quarters, less of X-rays. */
    public static double maskRatio(ViewProfile profile) {
        return profile == ViewProfile.X_RAY ? MASK_RATIO_OF_X_RAYS : MASK_RATIO;
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.croppedView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        int patches = tokens.patches(setup.imageSize(), setup.imageSize());
        PatchMask mask = PatchMask.draw(batch.count(), patches, setup.maskRatio(), setup.seed(), number);
        return Loss.of(loss(step, Views.of(step, batch, 0), mask));
    }

    NDArray loss(NDManager step, NDArray images, PatchMask mask) {
        NDArray seen = tokens.kept(images, mask.kept(step)); // (N, 1 + K, D)
        NDArray values = decoder.decode(seen, mask.restore(step)); // (N, L, P)
        return loss.of(values, patches(images, tokens.patch()), mask.removed(step));
    }

    /** (N, C, H, W) to (N, L, P), within a patch in the order row, column, channel. */
    static NDArray patches(NDArray images, long patch) {
        Shape shape = images.getShape();
        long rows = shape.get(2) / patch;
        long columns = shape.get(3) / patch;
        return images.reshape(shape.get(0), shape.get(1), rows, patch, columns, patch)
                .transpose(0, 2, 4, 3, 5, 1)
                .reshape(shape.get(0), rows * columns, patch * patch * shape.get(1));
    }

    /** By the same mask at every time, so that pictures of one run can be compared. */
    @Override
    public Optional<Reconstruction> reconstruct(NDArray images) {
        NDManager own = images.getManager();
        NDArray there = patches(images, tokens.patch());
        PatchMask mask = PatchMask.draw(
                (int) there.getShape().get(0), (int) there.getShape().get(1), setup.maskRatio(), setup.seed(), NO_STEP);
        NDArray mean = there.mean(VALUES, true);
        NDArray spread =
                there.sub(mean).square().mean(VALUES, true).add(LEAST_VARIANCE).sqrt();
        NDArray values = decoder.decode(tokens.kept(images, mask.kept(own)), mask.restore(own))
                .mul(spread)
                .add(mean);
        NDArray removed = mask.removed(own).expandDims(2);
        NDArray seen = there.mul(removed.neg().add(1));
        return Optional.of(new Reconstruction(whole(seen, images), whole(seen.add(values.mul(removed)), images)));
    }

    /** (N, L, P) back to the shape of the images. */
    private NDArray whole(NDArray patches, NDArray images) {
        Shape shape = images.getShape();
        long patch = tokens.patch();
        return patches.reshape(shape.get(0), shape.get(2) / patch, shape.get(3) / patch, patch, patch, shape.get(1))
                .transpose(0, 5, 1, 3, 2, 4)
                .reshape(shape);
    }

    @Override
    public void afterStep(long number) {
        // encoder and decoder learn together; nothing follows
    }

    @Override
    public Glance glance(NDArray images, long number) {
        return Glance.of(encoder, images);
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return new NamedArrays()
                .with("encoder", encoder.parameters())
                .with("decoder", decoder.parameters())
                .all();
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("decoder", decoder.parameters())
                .all();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
