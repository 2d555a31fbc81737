package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.MultiInstanceLoss;
import org.isocenter.training.view.ViewRecipe;

/**
 * MICLe: two images of a patient should lie close, images of other patients apart (Azizi et al. 2021, <a
 * href="https://arxiv.org/abs/2101.05224">arXiv:2101.05224</a>). The second view of a row is of another image of its group where there is one, and of
 * the same image where not. All rows of a group in a batch are partners, or only the two of a row
 * where {@link org.isocenter.training.data.Pairs} are neighbours; none is another's negative.
 */
public final class MicLe implements SslMethod {
    /** SimCLR's; the paper keeps its settings for this stage (section 3.3). */
    static final Defaults DEFAULTS = SimClr.DEFAULTS;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final MultiInstanceLoss loss;

    /** Joins an encoder with SimCLR's head. */
    public MicLe(MethodSetup setup) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = ProjectionHead.random(
                List.of(setup.width(), setup.width(), 128), ProjectionHead.End.NORM, setup.manager(), setup.seed());
        this.loss = new MultiInstanceLoss(setup.temperature(), setup.pairs().reach() > 0);
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView(), setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray images = Views.joined(step, batch.views()); // (2 N, C, H, W)
        NDArray embeddings = projector.embed(encoder.represent(images, setup.statistics()));
        return Loss.of(loss.of(embeddings, step.create(numbers(batch.groups()))));
    }

    /** A number for each row of both views, the same for rows of one group. */
    private static long[] numbers(List<String> groups) {
        Map<String, Long> known = new HashMap<>();
        long[] numbers = new long[2 * groups.size()];
        Arrays.setAll(numbers, row -> {
            String group = groups.get(row % groups.size());
            return known.computeIfAbsent(group, name -> (long) known.size());
        });
        return numbers;
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
