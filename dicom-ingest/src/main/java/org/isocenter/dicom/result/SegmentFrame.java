package org.isocenter.dicom.result;

/**
 * One frame of a Segmentation: one class on one image.
 *
 * @param segment counted from 1
 * @param drawn the image
 * @param place where it lies among the images of the object, counted from 1
 */
record SegmentFrame(int segment, DrawnFrame drawn, int place) {}
