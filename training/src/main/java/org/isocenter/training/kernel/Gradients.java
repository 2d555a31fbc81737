package org.isocenter.training.kernel;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;

/**
 * Records operations so that a scalar can be differentiated. One at a time in a process, because libtorch's bridge allows no more; a second one waits.
 */
public final class Gradients implements AutoCloseable {
    private static final java.util.concurrent.Semaphore ONE = new java.util.concurrent.Semaphore(1);

    private final GradientCollector collector;

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
        return new Gradients();
    }

    /** Adds the derivatives of a scalar to the gradients of everything it came from. */
    public void backward(NDArray scalar) {
        collector.backward(scalar);
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
        try {
            collector.close();
        } finally {
            ONE.release();
        }
    }
}
