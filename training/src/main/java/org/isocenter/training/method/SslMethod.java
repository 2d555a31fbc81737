package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.view.ViewRecipe;

/** A self-supervised method: which views it wants, what it minimises, what it does after a step. */
public interface SslMethod extends AutoCloseable {
    /** One recipe per view, in the order in which {@link #loss} expects them. */
    List<ViewRecipe> views();

    /**
     * The loss of one batch.
     *
     * @param step owns everything made on the way
     * @param batch the views, in their order
     * @param number of the step, counted from 0
     * @return what is minimised, with its terms where it is a sum
     */
    Loss loss(NDManager step, ViewBatch batch, long number);

    /** What follows the optimizer's step: momentum teacher, queue, centre; often nothing. */
    void afterStep(long number);

    /**
     * What the network makes of images now; called without gradients, and nothing changes.
     *
     * @param images of one view, (N, C, H, W); whoever made them owns what is made on the way
     * @param number of the step that was last
     */
    Glance glance(NDArray images, long number);

    /** What it fills in where parts of images are hidden, for people to look at; called without gradients, empty for a method that fills nothing in. */
    default Optional<Reconstruction> reconstruct(NDArray images) {
        return Optional.empty();
    }

    /** What survives pretraining. */
    Encoder encoder();

    /** The arrays that the optimizer moves, by name. */
    Map<String, NDArray> parameters();

    /** How a parameter follows the rates of the run; {@link Pace#SCHEDULED} for all but a few. */
    default Pace pace(String parameter) {
        return Pace.SCHEDULED;
    }

    /** Every live array that a later step depends on, by name: networks, running statistics, teacher, queue, centre. */
    Map<String, NDArray> state();

    /** Ends what the method made; the encoder is ended by whoever made it. */
    @Override
    void close();
}
