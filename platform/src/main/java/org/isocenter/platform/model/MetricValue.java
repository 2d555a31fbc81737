package org.isocenter.platform.model;

/** A figure with its 95 % interval, bootstrapped over patients. */
public record MetricValue(double value, double low, double high) {
    public MetricValue {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval's lower end is not above its upper end");
        }
    }
}
