package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.testing.ManagedArrays;
import org.isocenter.training.testing.NativeMemory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inputs of one step of these runs are 0.2 MiB and more, so what keeps them, or anything larger, is seen. */
@EnabledOnOs(OS.LINUX)
class FlatMemoryTest {
    private static final long GROWTH_MIB = 32;

    @ParameterizedTest
    @EnumSource(names = {"SIMCLR", "SWAV"})
    void memory_stays_where_it_was_after_the_first_steps_of_three_hundred(MethodName name) {
        flat(name, 300);
    }

    @Tag("proof-ssl")
    @ParameterizedTest
    @EnumSource(MethodName.class)
    void memory_stays_where_it_was_after_the_first_steps_of_five_thousand(MethodName name) {
        flat(name, 5000);
    }

    private static void flat(MethodName name, int steps) {
        Gauge gauge = new Gauge(steps / 3, steps);
        new ToyRun(name, steps, 1).go(name::create, gauge);
        System.out.printf(
                "%s, %d steps: %d arrays, then %d; %d MiB beside the heap, then %d%n",
                name, steps, gauge.arrays, gauge.arraysAtEnd, gauge.mebibytes, gauge.mebibytesAtEnd);
        assertThat(gauge.arraysAtEnd).isEqualTo(gauge.arrays).isPositive();
        assertThat(gauge.mebibytesAtEnd).isLessThan(gauge.mebibytes + GROWTH_MIB);
    }

    /** Measures after an early step and after the last. */
    private static final class Gauge implements RunLog {
        private final long early;
        private final long last;
        private int arrays;
        private int arraysAtEnd;
        private long mebibytes;
        private long mebibytesAtEnd;

        Gauge(long early, long last) {
            this.early = early;
            this.last = last;
        }

        @Override
        public void step(RunProgress progress, Map<String, Double> figures) {
            if (progress.step() == early) {
                arrays = arrays();
                mebibytes = NativeMemory.residentMiB();
            } else if (progress.step() == last) {
                arraysAtEnd = arrays();
                mebibytesAtEnd = NativeMemory.residentMiB();
            }
        }

        /** Of the whole process. */
        private static int arrays() {
            try (NDManager any = NDManager.newBaseManager("PyTorch")) {
                return ManagedArrays.count(any.getParentManager());
            }
        }

        @Override
        public void epoch(RunProgress progress, Map<String, Double> figures) {
            // memory alone is looked at
        }

        @Override
        public void collapse(String line) {
            // as above
        }

        @Override
        public void note(String line) {
            // as above
        }

        @Override
        public boolean stopWanted() {
            return false;
        }
    }
}
