package org.isocenter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.cli.demo.Learning.Heads;
import org.isocenter.cli.report.DemoResult.Head;
import org.isocenter.platform.model.MetricValue;
import org.junit.jupiter.api.Test;

/** Which head the report shows samples of is settled before anything is measured. */
class HeadsTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    @Test
    void a_linear_head_comes_before_a_fine_tuned_one_that_does_better() {
        Heads heads = new Heads(
                List.of(head("finetuned", "chain", false, 0.9), head("linear", "chain", false, 0.7)),
                List.of(FIRST, SECOND));
        assertThat(heads.plainest("classification")).contains(SECOND);
    }

    @Test
    void a_head_that_acts_on_flags_or_starts_elsewhere_is_passed_over() {
        Heads heads = new Heads(
                List.of(
                        head("linear", "random", false, 0.9),
                        head("linear", "chain", true, 0.8),
                        head("linear", "chain", false, 0.7)),
                List.of(FIRST, SECOND, THIRD));
        assertThat(heads.plainest("classification")).contains(THIRD);
    }

    @Test
    void another_task_has_a_head_of_its_own_or_none() {
        Heads heads = new Heads(List.of(head("linear", "chain", false, 0.7)), List.of(FIRST));
        assertThat(heads.plainest("segmentation")).isEmpty();
    }

    private static Head head(String kind, String init, boolean actOnFlags, double auroc) {
        return new Head("classification", kind, init, 60, actOnFlags, Map.of("auroc", new MetricValue(auroc, 0.5, 1)));
    }
}
