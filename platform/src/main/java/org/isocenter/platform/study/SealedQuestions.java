package org.isocenter.platform.study;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.isocenter.platform.project.ProjectId;

/** Keeps questions of other systems that can only be answered later, sealed by whoever took them; a restart forgets none, and of several processes one answers. */
public interface SealedQuestions {

    /**
     * A question that waits.
     *
     * @param id its identifier
     * @param project what it is about
     * @param sealed the question
     * @param isLast whether it is looked at for the last time
     */
    @SuppressWarnings("ArrayRecordComponent") // opened once
    record SealedQuestion(UUID id, ProjectId project, byte[] sealed, boolean isLast) {}

    /** Keeps a question until it has been answered, or is over. */
    void add(UUID id, ProjectId project, byte[] sealed, Instant until);

    /**
     * Gives one question that is due to whoever may answer it, and forgets it once it was answered or looked at for the last time.
     *
     * @param again how long one waits that was not answered
     * @param answered whether it was
     * @return whether one was due
     */
    boolean next(Duration again, Predicate<SealedQuestion> answered);
}
