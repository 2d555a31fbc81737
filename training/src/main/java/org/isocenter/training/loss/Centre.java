package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.training.kernel.Gradients;

/**
 * The running mean of a teacher's outputs, {@code c ← m c + (1 - m) mean(t)}, which {@link DinoLoss} and {@link IbotLoss} subtract so that no single
 * output takes everything. It begins at zero and is part of the state of a run.
 */
public final class Centre implements AutoCloseable {
    private final NDManager manager;
    private final NDArray mean;
    private final double momentum;

    /**
     * A centre at zero.
     *
     * @param parent the array lives at most as long as it
     * @param width K, of the teacher's outputs
     * @param momentum m; 0.9 in DINO
     */
    public Centre(NDManager parent, int width, double momentum) {
        this.manager = parent.newSubManager();
        this.mean = manager.zeros(new Shape(width));
        this.momentum = momentum;
    }

    /** The live array, (K), which the next update changes. */
    public NDArray array() {
        return mean;
    }

    /** Moves towards the mean of outputs, (N, K); after the loss that used the centre. */
    public void update(NDArray outputs) {
        Gradients.off(() -> mean.muli(momentum).addi(outputs.mean(new int[] {0}).mul(1 - momentum)));
    }

    /** The shares of the bins that outputs, (N, K), stand for: {@code softmax((t - c) / τt)}. */
    public NDArray shares(NDArray outputs, double temperature) {
        return outputs.sub(mean).div(temperature).softmax(1);
    }

    @Override
    public void close() {
        manager.close();
    }
}
