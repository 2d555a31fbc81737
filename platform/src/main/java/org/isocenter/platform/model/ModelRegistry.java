package org.isocenter.platform.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps encoders and heads; none is ever changed, only approved. */
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

    /** Approves a head; {@code FORBIDDEN} where the user trained it. */
    HeadVersion approve(UUID head, String user);
}
