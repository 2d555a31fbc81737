package org.isocenter.training.worker;

import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Partners;
import org.isocenter.training.view.ViewProfile;

/**
 * What a pretraining learns from.
 *
 * @param plan of the run
 * @param start where the encoder begins
 * @param images that are looked at
 * @param partners of the images, for a method that pairs them
 * @param profile augmentations of the images
 */
record PretrainInput(PretrainPlan plan, Start start, FrameSource images, Partners partners, ViewProfile profile) {}
