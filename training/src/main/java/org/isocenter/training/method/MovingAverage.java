package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.kernel.Kernel;

/**
 * Parameters that follow others slowly: {@code w' ← m w' + (1 - m) w}, a momentum teacher (Tarvainen and Valpola 2017, <a
 * href="https://arxiv.org/abs/1703.01780">arXiv:1703.01780</a>). Running statistics of batch norms are not averaged: each network keeps its own.
 */
final class MovingAverage {
    private final List<NDArray> followers = new ArrayList<>();
    private final List<NDArray> leaders = new ArrayList<>();

    /** An encoder with the weights of another that nothing but an average moves. */
    static Encoder copy(Encoder encoder, NDManager manager) {
        Encoder copy =
                Encoder.of(encoder.architecture(), manager, encoder.weights()).takingParts(encoder.part());
        copy.freeze(encoder.architecture().stages());
        return copy;
    }

    /** Lets arrays follow those of the same names; leaders without a follower of their name are an error. */
    MovingAverage follow(Map<String, NDArray> leading, Map<String, NDArray> following) {
        leading.forEach((name, leader) -> {
            NDArray follower = following.get(name);
            if (follower == null) {
                throw new IllegalArgumentException("nothing follows " + name);
            }
            leaders.add(leader);
            followers.add(follower);
        });
        return this;
    }

    /** Follows by one step; 1 is not at all, 0 at once. */
    void update(double momentum) {
        NDArray first = followers.get(0);
        try (NDManager step = first.getManager().newSubManager()) {
            Kernel.Arguments arguments = Kernel.Arguments.of(step.create(new double[] {momentum}))
                    .and("followers", followers)
                    .and("leaders", leaders);
            Gradients.off(() -> Kernel.of("moving_average", first.getDevice()).run(arguments));
        }
    }
}
