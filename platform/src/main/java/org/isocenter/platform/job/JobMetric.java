package org.isocenter.platform.job;

/** One point of a run's curve; a repetition of a step replaces the point, so a run keeps one curve. */
public record JobMetric(long step, String name, double value) {}
