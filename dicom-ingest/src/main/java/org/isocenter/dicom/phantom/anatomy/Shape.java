package org.isocenter.dicom.phantom.anatomy;

/** Soft geometry: signed distances in millimetres (negative inside) and coverage from 0 outside to 1 inside. */
final class Shape {
    private Shape() {}

    /** About the distance to an ellipse's border. */
    static double ellipse(double x, double y, double a, double b) {
        double norm = Math.sqrt(x * x / (a * a) + y * y / (b * b));
        return (norm - 1) * Math.min(a, b);
    }

    /** The same for a box with round corners; the larger the exponent the squarer. */
    static double superellipse(double x, double y, double a, double b, double exponent) {
        double norm = Math.pow(Math.pow(Math.abs(x) / a, exponent) + Math.pow(Math.abs(y) / b, exponent), 1 / exponent);
        return (norm - 1) * Math.min(a, b);
    }

    /** Distance to a segment's axis, less its radius. */
    static double capsule(double x, double y, double ax, double ay, double bx, double by, double radius) {
        double dx = bx - ax;
        double dy = by - ay;
        double along = ((x - ax) * dx + (y - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy);
        double t = Math.min(1, Math.max(0, along));
        return Math.hypot(x - ax - t * dx, y - ay - t * dy) - radius;
    }

    /** Coverage of a point from its signed distance: 1 deep inside, 0 outside, eased over {@code edge} millimetres. */
    static double cover(double distance, double edge) {
        return ease(Math.min(1, Math.max(0, 0.5 - distance / edge)));
    }

    /** Paints a value over another by a coverage. */
    static double over(double below, double above, double coverage) {
        return below + (above - below) * coverage;
    }

    /** The cubic step, for t from 0 to 1. */
    static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
