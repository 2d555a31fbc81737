package org.isocenter.training.loop;

import java.util.Optional;

/** Where a run keeps its checkpoints. */
public interface Checkpoints {
    /** Keeps a checkpoint; when this returns, it is safe. */
    void save(Checkpoint checkpoint);

    /** The newest one that can be read. */
    Optional<Checkpoint> latest();
}
