package org.isocenter.dicom.phantom.anatomy;

/**
 * A chest radiograph of a thorax, seen from the front: the attenuation along each ray, 0 (air) to about 1 (bone over
 * abdomen), without noise, blur or exposure: those belong to the scanner. Bone is bright.
 */
public final class Radiograph {
    private static final double EDGE = 3;

    private final Thorax body;

    private Radiograph(Thorax body) {
        this.body = body;
    }

    /**
     * Renders one radiograph.
     *
     * @param size rows and columns
     * @param spacingMm distance between pixel centres at the detector
     * @param shiftX how far the person stands off the middle, in millimetres
     * @param shiftY the same, downwards
     */
    public static Picture of(Thorax body, int size, double spacingMm, double shiftX, double shiftY) {
        Radiograph view = new Radiograph(body);
        double[] values = new double[size * size];
        boolean[] lesion = new boolean[size * size];
        double tilt = body.rotation / 2;
        for (int row = 0; row < size; row++) {
            double dy = (row + 0.5 - size / 2.0) * spacingMm - shiftY;
            for (int column = 0; column < size; column++) {
                double dx = (column + 0.5 - size / 2.0) * spacingMm - shiftX;
                double x = dx + dy * tilt;
                double y = dy - dx * tilt;
                values[row * size + column] = view.attenuation(x, y);
                lesion[row * size + column] = view.inLesion(x, y);
            }
        }
        view.addVessels(values, size, spacingMm, shiftX, shiftY);
        return new Picture(size, size, values, lesion);
    }

    private boolean inLesion(double x, double y) {
        return body.lesions().stream().anyMatch(l -> l.distance(x, y, l.z()) <= 0);
    }

    private double attenuation(double x, double y) {
        double trunk = trunk(x, y);
        if (trunk > 2 * EDGE) {
            return 0;
        }
        double soft = 0.46 * Math.pow(Math.min(1, Math.max(0, -trunk / 95)), 0.45);
        soft += 0.025 * body.tissue.fractal(x / 30, y / 30, 0, 3);
        double lung = lungDepth(x, y);
        double value = soft - 0.31 * lung;
        value += 0.14 * heart(x, y) * (0.35 + 0.65 * lung) + 0.09 * below(y, x);
        value += breast(x, y) + bones(x, y, lung) - 0.1 * windpipe(x, y) - 0.14 * bubble(x, y);
        double ridge = 1 - Math.abs(body.lungNoise.fractal(x / 13 + 40, y / 13, 5, 2)) / 0.22;
        value += 0.05 * body.reticulation * lung * Math.max(0, ridge);
        return Math.max(0, value + 0.02 * lung * body.lungNoise.fractal(x / 6, y / 6, 3, 3) + lesion(x, y));
    }

    /** Signed distance to the outline: neck, shoulders with arms at the sides, flanks. */
    private double trunk(double x, double y) {
        double shoulder = Shape.ease(Math.min(1, Math.max(0, (y + 178) / 62)));
        double axilla = Shape.ease(Math.min(1, Math.max(0, (y + 92) / 46)));
        double top = 46 + (body.halfWidth * 1.22 - 46) * shoulder;
        double flank = body.halfWidth * (0.97 + 0.0002 * (y + 40));
        return Math.abs(x) - (top + (flank - top) * axilla);
    }

    /** How much lung the ray meets, 0 to 1. */
    private double lungDepth(double x, double y) {
        double side = Math.signum(x);
        double middle = 68 + side * body.asymmetry * 60;
        double wide = 54 * body.halfWidth / 158;
        double floor = diaphragm(x);
        double field = Shape.superellipse(Math.abs(x) - middle, y + 30, wide * (1 + 0.0009 * (y + 30)), 100, 2.4);
        double open = Math.max(field, y - floor);
        return Math.sqrt(Math.min(1, Math.max(0, -open / 26))) * Shape.cover(open, EDGE);
    }

    private double diaphragm(double x) {
        double top = x < 0 ? 52 : 62;
        double far = (Math.abs(x) - 66) / 54;
        return top + 20 * far * far + 3 * body.tissue.at(x / 40, 2, 1);
    }

    private double below(double y, double x) {
        return Shape.cover(diaphragm(x) - y, 10) * (Math.abs(x) < 130 ? 1 : 0.4);
    }

    private double heart(double x, double y) {
        double size = body.heartSize;
        double ventricle = Shape.ellipse(x - body.heartX - 12, y - 28, size * 1.12, size * 0.98);
        double knob = Math.hypot(x - 22, y + 52) - 15;
        double band = Shape.superellipse(x - 2, y + 20, 27, 120, 2.5);
        double outline = Math.min(Math.min(ventricle, knob), band) + 2.5 * body.tissue.at(x / 15, y / 15, 9);
        return Shape.cover(outline, 2.5 * EDGE);
    }

    private double windpipe(double x, double y) {
        return y < 0 ? Shape.cover(Math.abs(x + 3) - 7, 4) * Shape.cover(y + 22, 30) : 0;
    }

    private double bubble(double x, double y) {
        double gas = Shape.ellipse(x - 72, y - diaphragm(x) - 16, 24, 11);
        return Shape.cover(gas, 5);
    }

    private double breast(double x, double y) {
        if (!body.female) {
            return 0;
        }
        return 0.06 * Shape.cover(Shape.ellipse(Math.abs(x) - 82, y - 52, 52, 42), 10);
    }

    private double bones(double x, double y, double lung) {
        double bone = 0;
        double far = Math.abs(x);
        double chest = 122 * body.halfWidth / 158;
        double weight = body.boneDensity / 550;
        for (int rib = 0; rib < 10 && far < chest; rib++) {
            double posterior = -132 + 22.5 * rib + 0.26 * far - 0.0016 * (far - 60) * (far - 60) + body.ribPhase;
            double anterior = -104 + 25 * rib + 0.0062 * (chest - far) * (chest - far) + body.ribPhase;
            bone += 0.1 * rod(y - posterior, 5.0);
            bone += 0.06 * rod(y - anterior, 5.8) * Shape.cover(46 + 0.5 * Math.max(0, y) - far, 16);
        }
        double collar = Shape.capsule(far, y, 14, -112, 132, -136, 6);
        bone += 0.1 * Shape.cover(collar, EDGE) + 0.05 * Shape.cover(Math.abs(collar + 1) - 1, EDGE);
        double blade = Math.abs(Shape.capsule(far, y, 122, -104, 128, 20, 14)) - 1.2;
        bone += 0.035 * Shape.cover(blade, EDGE);
        double column = Math.abs(x + 1) - 17 - 1.5 * Math.cos(y / 4);
        double disc = 0.5 + 0.5 * Math.cos(2 * Math.PI * y / 25);
        bone += (0.07 + 0.03 * disc) * Shape.cover(column, 2 * EDGE);
        return weight * bone * (0.4 + 0.6 * lung);
    }

    /** A tube seen from the side: brighter at both edges than in its middle. */
    private static double rod(double across, double radius) {
        double t = Math.abs(across) / radius;
        return Shape.cover(Math.abs(across) - radius, EDGE) * (0.7 + 0.5 * Math.min(1, t * t));
    }

    private double lesion(double x, double y) {
        double sum = 0;
        for (Lesion l : body.lesions()) {
            if (Math.hypot(x - l.x(), y - l.y()) < l.reach()) {
                double inside = Shape.cover(l.distance(x, y, l.z()), EDGE);
                double strands = Shape.cover(l.strandDistance(x, y, l.z()), EDGE);
                double patch = l.hounsfield(x, y, l.z()) / 900;
                sum += Math.max(inside * (0.13 + patch), 0.07 * strands);
            }
        }
        return sum;
    }

    private void addVessels(double[] values, int size, double spacing, double shiftX, double shiftY) {
        for (VesselTree.Piece vessel : body.vessels) {
            double ax = vessel.ax() + shiftX;
            double ay = shiftY - vessel.az() - 8;
            double bx = vessel.bx() + shiftX;
            double by = shiftY - vessel.bz() - 8;
            double reach = vessel.radius() + EDGE;
            int top = pixel(Math.min(ay, by) - reach, size, spacing);
            int bottom = pixel(Math.max(ay, by) + reach, size, spacing);
            int left = pixel(Math.min(ax, bx) - reach, size, spacing);
            int right = pixel(Math.max(ax, bx) + reach, size, spacing);
            for (int row = top; row <= bottom; row++) {
                for (int column = left; column <= right; column++) {
                    double x = (column + 0.5 - size / 2.0) * spacing;
                    double y = (row + 0.5 - size / 2.0) * spacing;
                    double inside = Shape.cover(Shape.capsule(x, y, ax, ay, bx, by, vessel.radius()), EDGE);
                    double lung = lungDepth(x - shiftX, y - shiftY);
                    values[row * size + column] += 0.016 * Math.sqrt(vessel.radius()) * inside * lung;
                }
            }
        }
    }

    private static int pixel(double millimetres, int size, double spacing) {
        return Math.min(size - 1, Math.max(0, (int) Math.floor(millimetres / spacing + size / 2.0)));
    }
}
