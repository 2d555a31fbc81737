package org.isocenter.training.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves groups of parameters by one rule, each group by its own schedules. A bound on all gradients together holds within each group. */
public final class GroupedOptimizer implements AutoCloseable {
    private final Map<ParameterGroup, Optimizer> optimizers = new LinkedHashMap<>();

    /** An optimizer at its first step over at least one group; groups without parameters are left out. */
    public GroupedOptimizer(UpdateRule rule, Clipping clipping, List<ParameterGroup> groups) {
        for (ParameterGroup group : groups) {
            if (!group.parameters().isEmpty()) {
                optimizers.put(group, new Optimizer(rule, clipping, group.parameters()));
            }
        }
    }

    /**
     * Takes one step and sets all gradients to zero.
     *
     * @param step counted from 0
     * @return L2 norm of the gradients of all groups that moved, before clipping
     */
    public double step(long step) {
        double squares = 0;
        for (Map.Entry<ParameterGroup, Optimizer> entry : optimizers.entrySet()) {
            if (entry.getKey().rests(step)) {
                entry.getValue().rest();
            } else {
                double norm = entry.getValue().step(entry.getKey().rates(step));
                squares += norm * norm;
            }
        }
        return Math.sqrt(squares);
    }

    /** The learning rate of the first group at a step. */
    public double learningRate(long step) {
        return optimizers.keySet().iterator().next().learningRate().at(step);
    }

    /** All that a checkpoint must hold, by name: the live arrays, which the next step changes. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        optimizers.forEach((group, optimizer) ->
                optimizer.state().forEach((name, array) -> state.put(group.name() + "/" + name, array)));
        return state;
    }

    @Override
    public void close() {
        optimizers.values().forEach(Optimizer::close);
    }
}
