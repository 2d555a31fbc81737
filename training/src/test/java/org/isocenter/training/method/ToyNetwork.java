package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.kernel.Kernel;
import org.isocenter.training.testing.GoldenTensors;

/** The network of the golden training runs: two convolutions with batch norm, a global mean, and a projection head of 32 and 16. */
final class ToyNetwork {
    private static final int[][] CONVOLUTIONS = {{8, 3, 3, 3}, {16, 8, 3, 3}};

    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> running = new LinkedHashMap<>();
    private final ProjectionHead projector;

    ToyNetwork(NDManager manager, GoldenTensors init) {
        for (int i = 1; i <= CONVOLUTIONS.length; i++) {
            int[] sides = CONVOLUTIONS[i - 1];
            Shape wide = new Shape(sides[0]);
            put(manager, init, trained, "backbone.conv%d.weight".formatted(i), new Shape(sides[0], sides[1], 3, 3));
            put(manager, init, trained, "backbone.bn%d.weight".formatted(i), wide);
            put(manager, init, trained, "backbone.bn%d.bias".formatted(i), wide);
            put(manager, init, running, "backbone.bn%d.running_mean".formatted(i), wide);
            put(manager, init, running, "backbone.bn%d.running_var".formatted(i), wide);
        }
        trained.values().forEach(array -> array.setRequiresGradient(true));
        projector = ProjectionHead.random(List.of(16, 32, 16), manager, 1);
        projector.state().forEach((name, array) -> array.set(init.floats("init/projector." + name)));
    }

    private static void put(
            NDManager manager, GoldenTensors init, Map<String, NDArray> into, String name, Shape shape) {
        into.put(name, manager.create(init.floats("init/" + name), shape));
    }

    /** Embeddings (N, 16) of images (N, 3, H, W). */
    NDArray embed(NDArray images) {
        NDArray representations = Kernel.of("toy_backbone", images.getDevice())
                .run(Kernel.Arguments.of(images)
                        .and("w", new ArrayList<>(trained.values()))
                        .and("r", new ArrayList<>(running.values())))
                .singletonOrThrow();
        return projector.embed(representations, BatchStatistics.LIVE);
    }

    Map<String, NDArray> parameters() {
        Map<String, NDArray> parameters = new LinkedHashMap<>(trained);
        projector.parameters().forEach((name, array) -> parameters.put("projector." + name, array));
        return parameters;
    }

    Map<String, NDArray> state() {
        Map<String, NDArray> state = parameters();
        state.putAll(running);
        projector.state().forEach((name, array) -> state.put("projector." + name, array));
        return state;
    }
}
