package org.isocenter.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final JsonNode GOLDEN =
            GoldenTensors.json(SharedData.golden("ssl/optimizers.json")).get("schedules");

    @Test
    void schedules_equal_the_golden_tables() {
        follows("lr_cosine_warmup", Schedule.warmupCosine(0.3, 0, 10, 100));
        follows("lr_cosine_warmup_end", Schedule.warmupCosine(0.2, 0.0002, 10, 100));
        follows("lr_cosine_no_warmup", Schedule.warmupCosine(0.05, 0, 0, 100));
        follows("ema_momentum_0.996", Schedule.cosine(0.996, 1, 100));
        follows("ema_momentum_0.99", Schedule.cosine(0.99, 1, 100));
        follows("weight_decay_0.04_0.4", Schedule.cosine(0.04, 0.4, 100));
        follows("teacher_temperature", Schedule.linear(0.04, 0.07, 30));
        follows("fixmatch_lr", Schedule.sevenSixteenthsCosine(0.03, 100));
    }

    @Test
    void beyond_its_end_a_schedule_stays() {
        assertThat(Schedule.warmupCosine(0.3, 0.1, 10, 100).at(250)).isCloseTo(0.1, within(1e-12));
        assertThat(Schedule.linear(0.04, 0.07, 1).at(0)).isEqualTo(0.07);
        assertThat(Schedule.warmupCosine(0.3, 0.1, 10, 10).at(10)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void rates_grow_with_the_batch_as_published() {
        assertThat(RateScaling.LINEAR.rate(0.3, 4096)).isCloseTo(4.8, within(1e-12));
        assertThat(RateScaling.SQUARE_ROOT.rate(0.075, 256)).isCloseTo(1.2, within(1e-12));
        assertThat(RateScaling.SQUARE_ROOT_1024.rate(0.004, 256)).isCloseTo(0.002, within(1e-12));
    }

    private static void follows(String table, Schedule schedule) {
        JsonNode values = GOLDEN.get(table).get("values");
        assertThat(values.size()).isGreaterThan(50);
        for (int t = 0; t < values.size(); t++) {
            assertThat(schedule.at(t))
                    .as("%s at %d", table, t)
                    .isCloseTo(values.get(t).asDouble(), within(1e-12));
        }
    }
}
