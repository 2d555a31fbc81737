package org.isocenter.platform.study;

/**
 * A quality event as a series has it.
 *
 * @param series the series
 * @param event what is wrong, and where
 * @param instances how many of its instances have it, at least 1
 * @param first one of them, the first by UID
 */
public record SeriesQuality(SeriesUid series, QualityEvent event, long instances, SopInstanceUid first) {}
