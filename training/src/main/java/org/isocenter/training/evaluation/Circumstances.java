package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.study.FrameId;

/**
 * What is known of test frames beside their labels.
 *
 * @param groups for each way to divide them, such as {@code sex}, the group of each frame
 * @param nearDuplicates test frames that nearly equal a training frame; empty where nobody looked
 */
public record Circumstances(Map<String, Map<FrameId, String>> groups, Optional<Set<FrameId>> nearDuplicates) {
    /** Nothing. */
    public static final Circumstances UNKNOWN = new Circumstances(Map.of(), Optional.empty());

    public Circumstances {
        groups = Map.copyOf(groups);
        nearDuplicates = nearDuplicates.map(Set::copyOf);
    }

    /** The ways to divide, in the order in which a reader expects them. */
    List<String> ways() {
        return List.of("sex", "age", "scanner", "site", "view").stream()
                .filter(groups::containsKey)
                .toList();
    }
}
