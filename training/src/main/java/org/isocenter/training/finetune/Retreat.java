package org.isocenter.training.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Begins a training again at half its rates, three times at most, where its loss is no longer finite or ends above where it began: over fixed statistics a
 * network that is moved too fast leaves the range that they were made for, and nobody should have to choose rates for a handful of labels.
 */
final class Retreat {
    private static final int MOST = 3;
    private static final int TENTH = 10;
    private static final int FEWEST_STEPS = 40;

    private Retreat() {}

    /**
     * Trains until it goes well; the last try is given whatever its loss.
     *
     * @param plan to begin with
     * @param listener told of the steps of every try
     * @param training makes a head by a plan and tells of its steps; what it throws leaves nothing behind
     * @throws PlatformException {@code LOSS_NOT_FINITE} where it is so at the lowest rates too
     */
    static <H extends AutoCloseable> H from(
            FineTuningPlan plan, StepListener listener, BiFunction<FineTuningPlan, StepListener, H> training) {
        return from(plan, listener, training, Retreat::rose);
    }

    /** The same where more comes into the loss on the way, so that it may rise. */
    static <H extends AutoCloseable> H fromWhatIsNotFinite(
            FineTuningPlan plan, StepListener listener, BiFunction<FineTuningPlan, StepListener, H> training) {
        return from(plan, listener, training, losses -> false);
    }

    private static <H extends AutoCloseable> H from(
            FineTuningPlan plan,
            StepListener listener,
            BiFunction<FineTuningPlan, StepListener, H> training,
            Predicate<List<Double>> wentWrong) {
        FineTuningPlan tried = plan;
        for (int retreats = 0; ; retreats++) {
            List<Double> losses = new ArrayList<>();
            StepListener told = (step, total, loss) -> {
                losses.add(loss);
                listener.afterStep(step, total, loss);
            };
            try {
                H head = training.apply(tried, told);
                if (retreats == MOST || !wentWrong.test(losses)) {
                    return head;
                }
                close(head);
            } catch (PlatformException e) {
                if (retreats == MOST || e.code() != ErrorCode.LOSS_NOT_FINITE) {
                    throw e;
                }
            }
            tried = tried.slower();
        }
    }

    /** Whether the mean loss of the last tenth of the steps is above that of the first; fewer than forty steps do not tell. */
    private static boolean rose(List<Double> losses) {
        int few = losses.size() / TENTH;
        return losses.size() >= FEWEST_STEPS
                && mean(losses.subList(losses.size() - few, losses.size())) > mean(losses.subList(0, few));
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static void close(AutoCloseable head) {
        try {
            head.close();
        } catch (Exception e) {
            throw new IllegalStateException("a head could not be closed", e);
        }
    }
}
