package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.encoder.BatchStatistics;
import org.junit.jupiter.api.Test;

class RetreatTest {
    private static final int STEPS = 40;
    private static final FineTuningPlan PLAN =
            new FineTuningPlan(32, List.of(), STEPS, 8, new TuningRates(8, 4, 2, 0.01), 0, BatchStatistics.FIXED, 5);

    private final List<Double> heads = new ArrayList<>();
    private final List<Double> closed = new ArrayList<>();

    /** A head that remembers by which rate it was made. */
    private record Made(double rate, List<Double> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(rate);
        }
    }

    /** A training whose loss is not finite above one rate and rises above another. */
    private Made train(FineTuningPlan plan, StepListener listener, double finiteTo, double fallsTo) {
        double rate = plan.rates().head();
        heads.add(rate);
        for (int step = 1; step <= STEPS; step++) {
            if (rate > finiteTo && step == 10) {
                throw new PlatformException(ErrorCode.LOSS_NOT_FINITE, "not finite");
            }
            listener.afterStep(step, STEPS, rate > fallsTo ? step : STEPS - step);
        }
        return new Made(rate, closed);
    }

    @Test
    void a_training_that_goes_well_is_the_only_one() {
        assertThat(Retreat.from(PLAN, StepListener.SILENT, (plan, told) -> train(plan, told, 9, 9))
                        .rate())
                .isEqualTo(8);
        assertThat(heads).containsExactly(8.0);
    }

    @Test
    void a_loss_that_is_not_finite_or_rises_begins_again_at_half_the_rates_and_what_went_wrong_is_closed() {
        Made head = Retreat.from(PLAN, StepListener.SILENT, (plan, told) -> train(plan, told, 5, 3));
        assertThat(head.rate()).isEqualTo(2);
        assertThat(heads).containsExactly(8.0, 4.0, 2.0);
        assertThat(closed).containsExactly(4.0);
        assertThat(Retreat.fromWhatIsNotFinite(PLAN, StepListener.SILENT, (plan, told) -> train(plan, told, 5, 3))
                        .rate())
                .isEqualTo(4);
    }

    @Test
    void at_an_eighth_of_the_rates_what_came_is_given_and_what_is_not_finite_is_an_error() {
        assertThat(Retreat.from(PLAN, StepListener.SILENT, (plan, told) -> train(plan, told, 9, 0.5))
                        .rate())
                .isEqualTo(1);
        assertThat(closed).containsExactly(8.0, 4.0, 2.0);
        assertThatThrownBy(() -> Retreat.from(PLAN, StepListener.SILENT, (plan, told) -> train(plan, told, 0.5, 0.5)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOSS_NOT_FINITE));
    }

    @Test
    void another_error_is_not_tried_again() {
        assertThatThrownBy(() -> Retreat.from(PLAN, StepListener.SILENT, (plan, told) -> {
                    train(plan, told, 9, 9);
                    throw new PlatformException(ErrorCode.INVALID_PLAN, "no");
                }))
                .isInstanceOf(PlatformException.class);
        assertThat(heads).containsExactly(8.0);
    }
}
