package org.isocenter.training.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.kernel.Kernel;

/**
 * Moves parameters along their gradients, all in one kernel call, in place, and sets the gradients to zero. Its state is named arrays beside the
 * parameters: put back, a run goes on as if it had never stopped. Weight decay touches parameters of two and more dimensions only; a token (1, 1, D) is
 * a vector.
 *
 * <p>Every parameter must want a gradient and have been reached by a backward pass; frozen ones are not handed in.
 */
public final class Optimizer implements AutoCloseable {
    private static final String COUNT = "steps";

    private final UpdateRule rule;
    private final Clipping clipping;
    private final List<NDArray> parameters = new ArrayList<>();
    private final long decayed;
    private final NDManager manager;

    /** Where the kernel's settings are: always the processor, because a read from a device would wait for it. */
    private final NDManager numbers;

    private final Kernel kernel;
    private final NDArray count;
    private final Map<String, NDArray> memories = new LinkedHashMap<>();

    /** An optimizer at its first step over named parameters; its state lives at most as long as they do. */
    public Optimizer(UpdateRule rule, Clipping clipping, Map<String, NDArray> parameters) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("expected at least one parameter to train, none came");
        }
        this.rule = rule;
        this.clipping = clipping;
        List<String> names = decayedFirst(parameters);
        names.forEach(name -> this.parameters.add(parameters.get(name)));
        decayed = this.parameters.stream().filter(Optimizer::decays).count();
        NDArray first = this.parameters.get(0);
        manager = first.getManager().newSubManager();
        numbers = manager.newSubManager(Device.cpu());
        kernel = Kernel.of("optimizer", Map.of("rule", rule.kernelMethod()), first.getDevice());
        count = numbers.zeros(new Shape(1), DataType.INT64);
        for (String memory : rule.memories()) {
            for (String name : names) {
                memories.put(
                        memory + "/" + name, manager.zeros(parameters.get(name).getShape()));
            }
        }
    }

    private static List<String> decayedFirst(Map<String, NDArray> parameters) {
        List<String> names = new ArrayList<>(parameters.keySet());
        names.sort(Comparator.comparing((String name) -> !decays(parameters.get(name))));
        return names;
    }

    private static boolean decays(NDArray parameter) {
        Shape shape = parameter.getShape();
        boolean token = shape.dimension() == 3 && shape.get(0) == 1 && shape.get(1) == 1;
        return shape.dimension() > 1 && !token;
    }

    /**
     * Takes one step and sets the gradients to zero.
     *
     * @return L2 norm of all gradients together before clipping; not finite where a gradient is not
     */
    public double step(Rates rates) {
        try (NDManager step = numbers.newSubManager()) {
            Kernel.Arguments arguments = Kernel.Arguments.of(step.create(settings(rates)))
                    .and(count)
                    .and("w", parameters)
                    .and("state", memories.values());
            return Gradients.off(() -> kernel.run(arguments).singletonOrThrow().getFloat());
        }
    }

    /** Sets the gradients to zero and moves nothing; no step is counted. */
    public void rest() {
        try (NDManager step = numbers.newSubManager()) {
            Kernel.Arguments arguments = Kernel.Arguments.of(step.create(0)).and("w", parameters);
            Gradients.off(() ->
                    Kernel.of("zero_gradients", parameters.get(0).getDevice()).run(arguments));
        }
    }

    private double[] settings(Rates rates) {
        double[] common = {
            rates.learningRate(),
            rates.vectorLearningRate(),
            rates.weightDecay(),
            decayed,
            clipping.globalNorm(),
            clipping.parameterNorm()
        };
        return DoubleStream.concat(DoubleStream.of(common), DoubleStream.of(rule.numbers()))
                .toArray();
    }

    /** All that a checkpoint must hold, by name: the live arrays, which the next step changes. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(memories);
        state.put(COUNT, count);
        return state;
    }

    /** Puts back what {@link #state()} gave, copying the values; names and shapes must be the same. */
    public void restore(Map<String, NDArray> saved) {
        Map<String, NDArray> state = state();
        if (!saved.keySet().equals(state.keySet())) {
            throw new IllegalArgumentException(
                    "expected the optimizer state of the arrays %s, came %s".formatted(state.keySet(), saved.keySet()));
        }
        state.forEach((name, array) -> saved.get(name).copyTo(array));
    }

    @Override
    public void close() {
        manager.close();
    }
}
