package org.isocenter.training.worker;

import java.util.List;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Partners;
import org.isocenter.training.view.ViewProfile;

/**
 * What a pretraining learns from.
 *
 * @param plan of the run
 * @param start where the encoder begins
 * @param members that are looked at
 * @param images of the members
 * @param partners of the images, for a method that pairs them or learns their classes
 * @param classes of the images, for a method that learns them
 * @param profile augmentations of the images
 */
record PretrainInput(
        PretrainPlan plan,
        Start start,
        List<CohortMember> members,
        FrameSource images,
        Partners partners,
        List<String> classes,
        ViewProfile profile) {}
