package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;
import org.junit.jupiter.api.Test;

class LeakedTest {
    @Test
    void the_same_pixels_are_refused_whatever_is_accepted_and_the_pair_is_named() {
        Leaked leaked = new Leaked(List.of(twin(1, 2, 1)), List.of());
        assertThatThrownBy(() -> leaked.requireNone(true))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEST_SET_LEAKS))
                .hasMessageContaining("1 of the test images")
                .hasMessageContaining("1.2.1/0 = 1.3.2/0");
        assertThat(leaked.exactTraining()).containsExactly(frame("1.3.", 2));
    }

    @Test
    void nearly_the_same_pixels_are_refused_unless_they_are_accepted() {
        Leaked leaked = new Leaked(
                List.of(),
                IntStream.range(0, 50).mapToObj(i -> twin(i, 2, 0.96)).toList());
        assertThatThrownBy(() -> leaked.requireNone(false))
                .hasMessageContaining("50 of the test images")
                .hasMessageContaining("acceptNearDuplicates")
                .hasMessageEndingWith("and 30 more in the job's log");
        assertThatCode(() -> leaked.requireNone(true)).doesNotThrowAnyException();
        assertThat(leaked.nearTests()).hasSize(50);
        assertThat(leaked.counts()).containsEntry("near", 50L).containsEntry("exact", 0L);
    }

    @Test
    void what_either_of_two_heads_may_know_counts_once() {
        Leaked one = new Leaked(List.of(), List.of(twin(1, 2, 0.96)));
        Leaked other = new Leaked(List.of(), List.of(twin(1, 2, 0.96), twin(3, 4, 0.95)));
        assertThat(one.and(other).near()).containsExactly(twin(1, 2, 0.96), twin(3, 4, 0.95));
    }

    private static Leaked.Twin twin(int test, int training, double likeness) {
        return new Leaked.Twin(frame("1.2.", test), frame("1.3.", training), likeness);
    }

    private static FrameId frame(String root, int number) {
        return new FrameId(new SopInstanceUid(root + number), 0);
    }
}
