package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.isocenter.training.method.Injection;
import org.isocenter.training.method.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CollapseWatchRunsTest {
    private static final int STEPS = 500;
    private static final int FEW_STEPS = 75; // three looks, which is what it takes

    /** The deviation below which a space counts as collapsed, times √D. */
    private static final double COLLAPSED = 0.25;

    private static final double CHANCE = 0.25;

    static Stream<Arguments> healthy() {
        return Stream.of(MethodName.values())
                .flatMap(name -> LongStream.of(1, 2).mapToObj(seed -> Arguments.of(name, seed)));
    }

    static Stream<Arguments> injected() {
        return Stream.of(Injection.values())
                .flatMap(broken -> LongStream.of(1, 2, 3).mapToObj(seed -> Arguments.of(broken, seed)));
    }

    @ParameterizedTest
    @EnumSource(MethodName.class)
    void no_alarm_is_raised_in_a_healthy_run(MethodName name) {
        quiet(name, FEW_STEPS, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Injection.class,
            names = {"NO_STOP_GRADIENT", "NO_CENTRE", "WARM_TEACHER"})
    void a_collapse_is_found_and_confirmed_by_a_measure_of_its_own(Injection injection) {
        found(injection, 4);
    }

    @Test
    void a_run_that_was_stopped_is_measured_and_watched_as_one_that_never_stopped() {
        ToyRun run = new ToyRun(MethodName.BYOL, STEPS, 2);
        RecordedLog whole = new RecordedLog();
        run.go(Injection.NO_STOP_GRADIENT::create, whole.untilCollapse());
        int stop = whole.losses.size() - 10; // when two looks have seen it
        MemoryCheckpoints kept = new MemoryCheckpoints();
        RecordedLog first = new RecordedLog(stop);
        run.go(Injection.NO_STOP_GRADIENT::create, kept, first);
        RecordedLog second = new RecordedLog();
        run.go(Injection.NO_STOP_GRADIENT::create, kept, second.untilCollapse());

        assertThat(first.collapses).isEmpty();
        assertThat(second.collapses).isEqualTo(whole.collapses).hasSize(1);
        assertThat(Stream.concat(first.steps.stream(), second.steps.stream()).map(CollapseWatchRunsTest::untimed))
                .containsExactlyElementsOf(
                        whole.steps.stream().map(CollapseWatchRunsTest::untimed).toList());

        RecordedLog resumed = new RecordedLog(60);
        run.go(Injection.NO_STOP_GRADIENT::create, kept, resumed);
        assertThat(resumed.losses).hasSize(60);
        assertThat(resumed.collapses).as("told once in a run").isEmpty();
    }

    private static Map<String, Double> untimed(Map<String, Double> figures) {
        Map<String, Double> untimed = new HashMap<>(figures);
        untimed.remove("imagesPerSecond");
        assertThat(untimed.remove("dataWait")).isBetween(0.0, 1.0);
        assertThat(untimed.remove("loaderCpuPerImage")).isPositive();
        return untimed;
    }

    @Tag("proof-ssl")
    @ParameterizedTest
    @MethodSource("healthy")
    void no_alarm_is_raised_in_five_hundred_steps(MethodName name, long seed) {
        quiet(name, STEPS, seed);
    }

    @Tag("proof-ssl")
    @ParameterizedTest
    @MethodSource("injected")
    void every_collapse_is_found_within_five_hundred_steps(Injection injection, long seed) {
        found(injection, seed);
    }

    private static void quiet(MethodName name, int steps, long seed) {
        RecordedLog log = new RecordedLog();
        new ToyRun(name, steps, seed).go(setup -> Injection.none(name, setup), log);
        assertThat(log.collapses).isEmpty();
        assertThat(log.losses).hasSize(steps);
    }

    private static void found(Injection injection, long seed) {
        RecordedLog log = new RecordedLog();
        ToyRun.End end = new ToyRun(injection.broken(), STEPS, seed).go(injection::create, log.untilCollapse());
        assertThat(log.collapses).as("found").isNotEmpty();
        assertThat(log.losses).hasSizeLessThanOrEqualTo(STEPS);
        assertThat(end.spread() < COLLAPSED || end.knn() <= CHANCE)
                .as("confirmed: %s", end)
                .isTrue();
    }
}
