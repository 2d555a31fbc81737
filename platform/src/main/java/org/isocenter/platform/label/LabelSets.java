package org.isocenter.platform.label;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps schemes and label sets; gives out labels for training only. */
public interface LabelSets {

    /** Adds a scheme; {@code CONFLICT} where the name is taken in the project. */
    LabelScheme create(LabelScheme scheme);

    Optional<LabelScheme> scheme(UUID scheme);

    List<LabelScheme> schemes(ProjectId project);

    /** Opens the next version of a set of this name. */
    LabelSet open(UUID scheme, String name);

    /** Adds or replaces labels of an open set, which the acting person brought in a file; {@code LABEL_OUTSIDE_SCHEME}, {@code UNKNOWN_IMAGE} or {@code CONFLICT}. */
    LabelSet put(UUID labelSet, Collection<Label> labels);

    /** Closes a set and fixes its hash; does nothing where it is closed. */
    LabelSet freeze(UUID labelSet);

    Optional<LabelSet> find(UUID labelSet);

    /** Who brought the labels of a set, the most first. */
    List<LabelSource> sources(UUID labelSet);

    List<LabelSet> of(ProjectId project);

    /** Labels of the TRAIN and VAL members of a cohort version, from a frozen set. */
    TrainingLabels training(UUID labelSet, UUID cohortVersion);
}
