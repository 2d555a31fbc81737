package org.isocenter.training.kernel;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records operations so that a scalar can be differentiated. One at a time in a process, because libtorch's bridge allows no more; a second one waits.
 */
public final class Gradients implements AutoCloseable {
    private static final java.util.concurrent.Semaphore ONE = new java.util.concurrent.Semaphore(1);

    private static final ThreadLocal<@Nullable Gradients> CURRENT = new ThreadLocal<>();

    private final GradientCollector collector;
    private final List<Runnable> afterwards = new ArrayList<>();

    private Gradients() {
        ONE.acquireUninterruptibly();
        try {
            collector = Engine.getEngine("PyTorch").newGradientCollector();
        } catch (RuntimeException e) {
            ONE.release();
            throw e;
        }
    }

    /** Starts to record on this thread. */
    public static Gradients record() {
        Gradients gradients = new Gradients();
        CURRENT.set(gradients);
        return gradients;
    }

    /** Adds the derivatives of a scalar to the gradients of everything it came from, also through what was computed in {@link Parts}. */
    public void backward(NDArray scalar) {
        collector.backward(scalar);
        List<Runnable> work = List.copyOf(afterwards);
        afterwards.clear();
        work.forEach(Runnable::run);
    }

    /** What this thread records into now; empty where nothing is recorded. */
    static Optional<Gradients> current() {
        return JniUtils.isGradMode() ? Optional.ofNullable(CURRENT.get()) : Optional.empty();
    }

    /** Work for when the gradients of a scalar are known. */
    void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /** Adds to the gradients of everything an array came from, given the gradient of the array. */
    static void differentiate(NDArray array, NDArray gradient) {
        JniUtils.backward((PtNDArray) array, (PtNDArray) gradient, false, false);
    }

    /** Computes without recording: nothing is kept for a backward pass. */
    public static <T> T off(Supplier<T> computation) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return computation.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Override
    public void close() {
        CURRENT.remove();
        try {
            collector.close();
        } finally {
            ONE.release();
        }
    }
}
