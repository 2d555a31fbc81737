package org.isocenter.training.loop;

import java.util.Optional;

/** Where a run keeps its checkpoints. */
public interface Checkpoints {
    /** Keeps a checkpoint; when this returns, it is safe. */
    void save(Checkpoint checkpoint);

    /** The newest one that can be read. */
    Optional<Checkpoint> latest();

    /** Puts the one before in the place of the newest, which leads nowhere; nothing changes where there is none before. */
    void stepBack();
}
