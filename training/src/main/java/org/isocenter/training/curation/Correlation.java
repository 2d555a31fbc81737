package org.isocenter.training.curation;

/** Pearson's correlation of pairs as they come. */
final class Correlation {
    private double n;
    private double sumA;
    private double sumB;
    private double squareA;
    private double squareB;
    private double product;

    void add(double a, double b) {
        n++;
        sumA += a;
        sumB += b;
        squareA += a * a;
        squareB += b * b;
        product += a * b;
    }

    double count() {
        return n;
    }

    /** Mean square of the second of each pair; 0 before the first. */
    double secondPower() {
        return n == 0 ? 0 : squareB / n;
    }

    /** -1 to 1; 0 where one side does not vary. */
    double value() {
        double variances = (squareA - sumA * sumA / n) * (squareB - sumB * sumB / n);
        return variances > 1e-12 ? (product - sumA * sumB / n) / Math.sqrt(variances) : 0;
    }
}
