package org.isocenter.dicom.phantom.anatomy;

import java.util.random.RandomGenerator;

/**
 * A lesion in the lung. Both kinds share size and mean density; a smooth one has a round, even border and fine even
 * texture, a spiculated one a jagged border, thin strands into the lung and a patchy inside.
 */
final class Lesion {
    private static final int DIRECTIONS = 96;
    private static final double STRAND_WIDTH_MM = 2.1;

    private final LesionClass kind;
    private final double x;
    private final double y;
    private final double z;
    private final double radius;
    private final double density;
    private final double squeeze;
    private final double tilt;
    private final double[] border = new double[DIRECTIONS];
    private final double[] strandAngle;
    private final double[] strandLength;
    private final Noise texture;

    /** Draws a lesion of a kind with a centre and a radius in millimetres. */
    Lesion(LesionClass kind, double x, double y, double z, double radius, RandomGenerator random) {
        this.kind = kind;
        this.x = x;
        this.y = y;
        this.z = z;
        this.radius = radius;
        this.density = random.nextDouble(-40, 70);
        this.squeeze = random.nextDouble(0.72, 1.0);
        this.tilt = random.nextDouble(Math.PI);
        int strands = kind == LesionClass.SPICULATED ? random.nextInt(7, 12) : 0;
        this.strandAngle = random.doubles(strands, 0, 2 * Math.PI).toArray();
        this.strandLength = random.doubles(strands, 1.3, 2.0).toArray();
        this.texture = new Noise(random.nextLong());
        drawBorder(random);
    }

    private void drawBorder(RandomGenerator random) {
        boolean jagged = kind == LesionClass.SPICULATED;
        int waves = jagged ? 14 : 3;
        double strength = jagged ? 0.085 : 0.035;
        for (int wave = 2; wave < 2 + waves; wave++) {
            double amplitude = strength * random.nextGaussian() / (jagged ? Math.sqrt(wave / 4.0) : 1);
            double phase = random.nextDouble(2 * Math.PI);
            for (int i = 0; i < DIRECTIONS; i++) {
                border[i] += amplitude * Math.cos(2 * Math.PI * i * wave / DIRECTIONS + phase);
            }
        }
    }

    /** Millimetres to the border in the slice at height z (mm); negative inside, large where the slice misses it. */
    double distance(double px, double py, double pz) {
        double dz = (pz - z) / radius;
        if (Math.abs(dz) >= 1) {
            return 1e3;
        }
        double section = Math.sqrt(1 - dz * dz);
        double dx = (px - x) * Math.cos(tilt) + (py - y) * Math.sin(tilt);
        double dy = ((py - y) * Math.cos(tilt) - (px - x) * Math.sin(tilt)) / squeeze;
        double angle = Math.atan2(dy, dx);
        return Math.hypot(dx, dy) - radius * section * (1 + borderAt(angle));
    }

    /** Millimetres to the nearest strand, negative inside one; strands taper and are no part of the mask. */
    double strandDistance(double px, double py, double pz) {
        double nearest = 1e3;
        double fade = 1 - Math.abs(pz - z) / radius;
        for (int i = 0; i < strandAngle.length && fade > 0; i++) {
            double reach = radius * strandLength[i];
            double ex = x + Math.cos(strandAngle[i]) * reach;
            double ey = y + Math.sin(strandAngle[i]) * reach;
            double taper = STRAND_WIDTH_MM * Math.max(0.2, 1.2 - Math.hypot(px - x, py - y) / reach);
            nearest = Math.min(nearest, Shape.capsule(px, py, x, y, ex, ey, taper * Math.sqrt(fade)));
        }
        return nearest;
    }

    /** Hounsfield units inside, at a point. */
    double hounsfield(double px, double py, double pz) {
        boolean patchy = kind == LesionClass.SPICULATED;
        double grain = patchy ? 8 : 16;
        double strength = patchy ? 260 : 25;
        return density + strength * texture.fractal(px / grain, py / grain, pz / grain, 3);
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    double z() {
        return z;
    }

    /** How far the lesion and its strands reach from the centre, in millimetres. */
    double reach() {
        return radius * 2.1;
    }

    private double borderAt(double angle) {
        double place = (angle / (2 * Math.PI) + 1) * DIRECTIONS;
        int low = (int) Math.floor(place);
        double t = place - low;
        return border[low % DIRECTIONS] * (1 - t) + border[(low + 1) % DIRECTIONS] * t;
    }
}
