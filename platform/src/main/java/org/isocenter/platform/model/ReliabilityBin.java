package org.isocenter.platform.model;

/**
 * How often what was said with about one probability came true.
 *
 * @param low open lower end of the bin
 * @param high closed upper end
 * @param samples number in the bin, at least 1
 * @param said their mean probability
 * @param happened share of them that came true
 */
public record ReliabilityBin(double low, double high, long samples, double said, double happened) {}
