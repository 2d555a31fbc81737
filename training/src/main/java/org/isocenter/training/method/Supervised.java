package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.CrossEntropyLoss;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.view.ViewRecipe;

/**
 * Learns the classes of labelled images by a linear map on the representation, which is thrown away afterwards: a first stage from a folder of natural
 * photographs where no file of ImageNet weights is at hand. The group of an image is its class.
 */
public final class Supervised implements SslMethod {
    /** AdamW as measured for SimCLR; it learns within few epochs where SGD of the papers wants ninety. */
    static final Defaults DEFAULTS = Defaults.adamW();

    private final MethodSetup setup;
    private final Encoder encoder;
    private final NDManager manager;
    private final NDArray weight; // (D, K)
    private final NDArray bias;
    private final CrossEntropyLoss loss;

    /** Joins an encoder with a fresh linear map, uniform within ±1/√D as torch draws it. */
    public Supervised(MethodSetup setup) {
        int classes = setup.classes().size();
        double reach = 1 / Math.sqrt(setup.width());
        FreshArrays fresh = new FreshArrays(setup.seed());
        this.setup = setup;
        this.encoder = setup.encoder();
        this.manager = setup.manager().newSubManager();
        this.weight = manager.create(
                fresh.uniform(reach, setup.width(), classes).values(), new Shape(setup.width(), classes));
        this.bias = manager.create(fresh.uniform(reach, classes).values(), new Shape(classes));
        this.loss = CrossEntropyLoss.plain(classes);
        weight.setRequiresGradient(true);
        bias.setRequiresGradient(true);
    }

    @Override
    public List<ViewRecipe> views() {
        return List.of(setup.globalView());
    }

    @Override
    public Loss loss(NDManager step, ViewBatch batch, long number) {
        NDArray representations = encoder.represent(Views.of(step, batch, 0), setup.statistics());
        long[] classes =
                batch.groups().stream().mapToLong(setup.classes()::indexOf).toArray();
        return Loss.of(loss.of(representations.matMul(weight).add(bias), step.create(classes)));
    }

    @Override
    public void afterStep(long number) {
        // encoder and linear map learn together; nothing follows
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
                .with("weight", weight)
                .with("bias", bias)
                .all();
    }

    @Override
    public Map<String, NDArray> state() {
        return new NamedArrays()
                .with("encoder", encoder.state())
                .with("weight", weight)
                .with("bias", bias)
                .all();
    }

    @Override
    public void close() {
        manager.close();
    }
}
