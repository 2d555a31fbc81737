package org.isocenter.training.finetune;

import org.isocenter.training.data.ImageBatch;

/**
 * One step's input of a head.
 *
 * @param images N views
 * @param labels N classes, N x findings answers, or N x H x W classes of pixels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LabelledBatch(ImageBatch images, long[] labels) {}
