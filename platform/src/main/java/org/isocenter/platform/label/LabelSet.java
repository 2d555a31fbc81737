package org.isocenter.platform.label;

import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * Labels of many frames under one scheme; once frozen it never changes.
 *
 * @param id its identifier
 * @param project its owner
 * @param name 1 to 128 characters
 * @param version counted from 1 among the sets of the same name in the project
 * @param scheme its words
 * @param frozen whether it is closed
 * @param count number of labelled frames
 * @param sha256 hash over all labels in order, once frozen
 */
public record LabelSet(
        UUID id,
        ProjectId project,
        String name,
        int version,
        LabelScheme scheme,
        boolean frozen,
        int count,
        Optional<String> sha256) {}
