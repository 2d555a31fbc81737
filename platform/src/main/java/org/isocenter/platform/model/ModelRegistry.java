package org.isocenter.platform.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps encoders and heads; none is ever changed, but a head goes from state to state. */
public interface ModelRegistry {

    /** Adds an encoder; the same identifier again is a repetition and does nothing. */
    EncoderVersion register(EncoderVersion encoder);

    /** Adds a head; the same identifier again is a repetition and does nothing. */
    HeadVersion register(HeadVersion head);

    Optional<EncoderVersion> encoder(UUID encoder);

    Optional<HeadVersion> head(UUID head);

    /** A project's encoders, newest first. */
    List<EncoderVersion> encoders(ProjectId project);

    /** A project's heads, newest first. */
    List<HeadVersion> heads(ProjectId project);

    /** From the encoder back to the start of its chain, itself first. */
    List<EncoderVersion> lineage(UUID encoder);

    /**
     * Takes a head a step on.
     *
     * @throws org.isocenter.platform.error.PlatformException {@code CONFLICT} saying where it may go from where it is, {@code FORBIDDEN} where the user
     *     would review or approve what the user has trained, {@code NOT_FOUND}
     */
    HeadVersion advance(UUID head, HeadStep step);
}
