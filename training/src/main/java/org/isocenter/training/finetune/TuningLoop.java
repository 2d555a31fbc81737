package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Parameter;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.Optimizer;
import org.isocenter.training.optimizer.Rates;
import org.isocenter.training.optimizer.Schedule;

/** Steps of AdamW over an encoder and the head on it, each stage at its own rate, each step in a manager of its own. */
final class TuningLoop implements AutoCloseable {
    private static final double CLIPPED_NORM = 5;
    private static final int WARMUP_SHARE = 10;

    /** The loss of one batch; what it makes belongs to the step. */
    @FunctionalInterface
    interface BatchLoss<B> {
        NDArray of(B batch, NDManager step);
    }

    /** Parameters of one rate. */
    private record Group(Optimizer optimizer, double rate) {}

    private final FineTuningPlan plan;
    private final NDManager manager;
    private final List<Group> groups = new ArrayList<>();

    /**
     * Prepares to train.
     *
     * @param stages of the encoder that the loss reaches, counted from the stem
     * @param head what is trained beside the encoder
     */
    TuningLoop(FineTuningPlan plan, NDManager manager, Encoder encoder, int stages, Map<String, NDArray> head) {
        this.plan = plan;
        this.manager = manager;
        encoder.freeze(Math.min(plan.frozenStages(), encoder.architecture().stages()));
        byStage(encoder, stages).forEach((stage, parameters) -> {
            double rate = plan.rates().ofStage(stage, encoder.architecture().stages());
            groups.add(new Group(optimizer(parameters), rate));
        });
        groups.add(new Group(optimizer(head), plan.rates().head()));
    }

    private static Map<Integer, Map<String, NDArray>> byStage(Encoder encoder, int stages) {
        Map<String, NDArray> moving = encoder.parameters();
        Map<Integer, Map<String, NDArray>> byStage = new TreeMap<>();
        for (Parameter parameter : encoder.architecture().parameters()) {
            NDArray array = moving.get(parameter.name());
            if (array != null && parameter.stage() < stages) {
                byStage.computeIfAbsent(parameter.stage(), s -> new LinkedHashMap<>())
                        .put(parameter.name(), array);
            }
        }
        return byStage;
    }

    private static Optimizer optimizer(Map<String, NDArray> parameters) {
        return new Optimizer(AdamW.usual(), Clipping.global(CLIPPED_NORM), parameters);
    }

    /** Takes the steps of the plan. */
    <B> void run(IntFunction<B> batches, BatchLoss<B> loss, StepListener listener) {
        run(batches, loss, listener, step -> true);
    }

    /** Takes the steps of the plan for as long as it is told after each, counted from 1, to go on. */
    <B> void run(IntFunction<B> batches, BatchLoss<B> loss, StepListener listener, IntPredicate goesOn) {
        Schedule share = Schedule.warmupCosine(1, 0, Math.max(1, plan.steps() / WARMUP_SHARE), plan.steps() + 1);
        try (Prefetch<B> ahead = new Prefetch<>(plan.end(), 1, batches)) {
            boolean on = true;
            for (int step = 1; on && step <= plan.end(); step++) {
                double value = step(ahead.next(), loss, share.at(step));
                listener.afterStep(step, plan.end(), value);
                on = goesOn.test(step);
            }
        }
    }

    private <B> double step(B batch, BatchLoss<B> loss, double share) {
        try (NDManager step = manager.newSubManager();
                Gradients gradients = Gradients.record()) {
            NDArray scalar = loss.of(batch, step);
            double value = scalar.getFloat();
            if (!Double.isFinite(value)) {
                throw new PlatformException(
                        ErrorCode.LOSS_NOT_FINITE,
                        "the loss of a head is no longer finite; train with lower rates or look at the images");
            }
            gradients.backward(scalar);
            for (Group group : groups) {
                double rate = group.rate() * share;
                group.optimizer().step(Rates.of(rate, plan.rates().weightDecay()));
            }
            return value;
        }
    }

    @Override
    public void close() {
        groups.forEach(group -> group.optimizer().close());
    }
}
