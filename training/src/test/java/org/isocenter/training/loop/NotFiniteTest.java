package org.isocenter.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.loss.Loss;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.SslMethod;
import org.junit.jupiter.api.Test;

class NotFiniteTest {
    private static final long POISONED = 4; // the second of three steps of the second epoch

    @Test
    void a_loss_that_is_not_finite_ends_the_run_at_the_last_good_checkpoint_and_names_the_batch() {
        assertEnds("loss", loss -> loss.mul(Float.NaN));
    }

    @Test
    void so_does_a_gradient_that_is_not_finite_under_a_loss_that_is() {
        assertEnds("gradient", loss -> loss.add(loss.mul(0).sqrt()));
    }

    @Test
    void a_checkpoint_whose_next_step_fails_gives_way_to_the_one_before_and_the_run_goes_on_from_there() {
        MemoryCheckpoints kept = new MemoryCheckpoints();
        ToyRun run = new ToyRun(MethodName.SIMCLR, 9, 1);
        UnaryOperator<NDArray> poison = loss -> loss.mul(Float.NaN);
        for (int tries = 0; tries < 2; tries++) { // without a change it comes to the same
            assertThatThrownBy(() -> run.go(
                            setup -> poisoned(MethodName.SIMCLR.create(setup), 6, poison), kept, new RecordedLog()))
                    .hasMessageContainingAll("step 7 is not finite", "the last good checkpoint is after step 3");
        }
        RecordedLog log = new RecordedLog();
        run.go(MethodName.SIMCLR::create, kept, log);
        assertThat(log.notes).contains("continued after step 3 of 9");
        assertThat(log.losses).hasSize(6).allMatch(Double::isFinite);
    }

    private static void assertEnds(String what, UnaryOperator<NDArray> poison) {
        MemoryCheckpoints kept = new MemoryCheckpoints();
        RecordedLog log = new RecordedLog();
        ToyRun run = new ToyRun(MethodName.SIMCLR, 9, 1);
        assertThatThrownBy(
                        () -> run.go(setup -> poisoned(MethodName.SIMCLR.create(setup), POISONED, poison), kept, log))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOSS_NOT_FINITE))
                .hasMessageContainingAll(
                        "the " + what + " of step 5 is not finite",
                        "batch 2 of epoch 2",
                        "the last good checkpoint is after step 3");
        assertThat(kept.latest().orElseThrow().progress().step()).isEqualTo(3);
        assertThat(log.notes).singleElement().asString().matches("images of batch 2 of epoch 2: \\d+(, \\d+){31}");
        assertThat(log.losses).hasSize(4).allMatch(Double::isFinite);
    }

    /** A method whose loss of one step is changed. */
    private static SslMethod poisoned(SslMethod method, long number, UnaryOperator<NDArray> poison) {
        return (SslMethod) Proxy.newProxyInstance(
                SslMethod.class.getClassLoader(), new Class<?>[] {SslMethod.class}, (proxy, called, arguments) -> {
                    try {
                        Object result = called.invoke(method, arguments);
                        boolean changed = called.getName().equals("loss") && arguments[2].equals(number);
                        return changed ? Loss.of(poison.apply(((Loss) result).value())) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
