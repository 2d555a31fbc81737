package org.isocenter.training.worker;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The engine, started at the first job that needs it; each job, and each model that stays open, has memory of its own that ends with it. */
final class EngineMemory {
    private EngineMemory() {}

    /**
     * Memory for one job, or for a model that stays open after it.
     *
     * @throws PlatformException {@code ENGINE_UNAVAILABLE}
     */
    static NDManager forJob() {
        try {
            return Engine.getEngine("PyTorch").newBaseManager();
        } catch (EngineException | LinkageError e) {
            throw new PlatformException(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "the tensor engine could not start on this machine: " + e.getMessage(),
                    e);
        }
    }
}
