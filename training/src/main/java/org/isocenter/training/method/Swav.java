package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.loss.Sinkhorn;
import org.isocenter.training.loss.SwavLoss;
import org.isocenter.training.view.ViewRecipe;

/**
 * SwAV: every view of an image is to predict to which prototypes its other views were assigned, all prototypes being used alike (Caron et al. 2020, <a
 * href="https://arxiv.org/abs/2006.09882">arXiv:2006.09882</a>). Two global views give the assignments; local ones only predict. Where a batch has
 * fewer images than there are prototypes, embeddings of earlier steps take part in the assignment.
 */
public final class Swav implements SslMethod {
    /** AdamW as measured for SimCLR; τ of 0.1 as in the paper. */
    static final Defaults DEFAULTS = Defaults.adamW().withTemperature(0.1);

    /** The paper has six; four take a tenth less time. */
    private static final int LOCAL_VIEWS = 4;

    /** The paper has 3000 for 1000 classes of 1.3 million images and finds the number unimportant where it is large enough. */
    private static final int PROTOTYPES = 300;

    private static final int EMBEDDING = 128;

    /** Batches in the queue: 3840 embeddings for batches of 256 in the paper. Never more than half an epoch, so that no image is there twice. */
    private static final int QUEUED_BATCHES = 15;

    /** The paper's queue begins at epoch 15 of 400; before that, embeddings change too fast. */
    private static final double QUEUE_FROM = 15.0 / 400;

    private final MethodSetup setup;
    private final Encoder encoder;
    private final ProjectionHead projector;
    private final Prototypes prototypes;
    private final NDManager manager;
    private final NDArray queue;
    private final int queuedBatches;
    private final int batchSize;
    private final long queueFrom;
    private final Sinkhorn sinkhorn = Sinkhorn.usual();
    private final SwavLoss loss;

    /** Joins an encoder with a fresh projector, one hidden layer as wide as the representation, and fresh prototypes. */
    public Swav(MethodSetup setup) {
        this.setup = setup;
        this.encoder = setup.encoder();
        this.projector = ProjectionHead.random(
                List.of(setup.width(), setup.width(), EMBEDDING),
                ProjectionHead.End.BIAS,
                setup.manager(),
                setup.seed());
        this.prototypes = new Prototypes(PROTOTYPES, EMBEDDING, setup.manager(), setup.seed() + 1);
        this.loss = new SwavLoss(setup.temperature());
        this.manager = setup.manager().newSubManager();
        this.batchSize = setup.length().batchSize();
        this.queuedBatches = batchSize >= PROTOTYPES
                ? 0
                : (int) Math.min(QUEUED_BATCHES, setup.length().stepsPerEpoch() / 2);
        this.queueFrom =
                Math.max(queuedBatches, (long) (QUEUE_FROM * setup.length().steps()));
        this.queue = manager.zeros(new Shape(2, Math.max(1, queuedBatches * batchSize), EMBEDDING));
    }

    @Override
    public List<ViewRecipe> views() {
        List<ViewRecipe> views = new ArrayList<>(List.of(setup.globalView(), setup.globalView()));
        views.addAll(Collections.nCopies(LOCAL_VIEWS, setup.localView()));
        return views;
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        prototypes.normalise();
        int images = batch.count();
        int views = batch.views().size();
        NDArray globals = encoder.represent(Views.joined(step, batch.views().subList(0, 2)), setup.statistics());
        NDArray locals = encoder.represent(Views.joined(step, batch.views().subList(2, views)), setup.statistics());
        Prototypes.Scored scored = prototypes.score(projector.embed(NDArrays.concat(new NDList(globals, locals))));
        NDList codes = new NDList();
        for (int crop = 0; crop < 2; crop++) {
            String rows = crop * images + ":" + (crop + 1) * images;
            codes.add(codes(step, scored.scores().get(rows), crop, number));
            remember(scored.unit().get(rows), crop);
        }
        return loss.of(scored.scores(), NDArrays.concat(codes));
    }

    /** The codes of a global view's scores, (N, K). */
    private NDArray codes(NDManager step, NDArray scores, int crop, long number) {
        if (queuedBatches == 0 || number < queueFrom) {
            return sinkhorn.codes(scores);
        }
        return Gradients.off(() -> {
            NDArray earlier = queue.get(crop);
            earlier.attach(step);
            NDArray all = NDArrays.concat(new NDList(prototypes.score(earlier).scores(), scores));
            return sinkhorn.codes(all).get(-scores.getShape().get(0) + ":");
        });
    }

    /** Puts embeddings at the front of the queue; the oldest leave it. */
    private void remember(NDArray embeddings, int crop) {
        if (queuedBatches > 0) {
            Gradients.off(() -> {
                try (NDManager own = manager.newSubManager()) {
                    NDArray before = queue.get(crop);
                    before.attach(own);
                    NDArray after = NDArrays.concat(new NDList(embeddings.stopGradient(), before));
                    after.attach(own);
                    queue.set(new NDIndex(crop), after.get(":" + queuedBatches * batchSize));
                    return crop;
                }
            });
        }
    }

    @Override
    public void afterStep(long number) {
        // the queue was filled while the loss was taken
    }

    @Override
    public Glance glance(NDArray images, long number) {
        Glance glance = Glance.of(encoder, projector, images);
        NDArray scores = prototypes.score(glance.embeddings().orElseThrow()).scores();
        return glance.sharing(scores.div(setup.temperature()).softmax(1));
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
                .with("prototypes", prototypes.array())
                .all();
    }

    /** Prototypes stay as they were drawn in the first epoch, as in the paper. */
    @Override
    public Pace pace(String parameter) {
        return parameter.equals("prototypes") ? Pace.LATE : Pace.SCHEDULED;
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("projector", projector.state())
                .with("prototypes", prototypes.array())
                .with("queue", queue)
                .all();
    }

    @Override
    public void close() {
        projector.close();
        prototypes.close();
        manager.close();
    }
}
