package org.isocenter.dicom.phantom.anatomy;

import java.util.List;

/** A CT slice through a thorax in Hounsfield units, without noise or blur: those belong to the scanner. */
public final class AxialSlice {
    private static final double AIR = -1000;
    private static final double FAT = -105;
    private static final double MUSCLE = 52;

    private final Thorax body;
    private final double z;
    private final double edge;
    private final double taper;
    private final List<VesselTree.Piece> vessels;

    private AxialSlice(Thorax body, double z, double edge) {
        this.body = body;
        this.z = z;
        this.edge = edge;
        this.taper = body.taper(z);
        this.vessels = body.vessels.stream().filter(v -> v.reaches(z, 6)).toList();
    }

    /**
     * Renders one slice.
     *
     * @param size rows and columns
     * @param spacingMm distance between pixel centres
     * @param zMm height of the slice
     * @param shiftX how far the person lies off the middle, in millimetres
     * @param shiftY the same, downwards
     */
    public static Picture of(Thorax body, int size, double spacingMm, double zMm, double shiftX, double shiftY) {
        AxialSlice slice = new AxialSlice(body, zMm, 1.4 * spacingMm);
        double[] values = new double[size * size];
        boolean[] lesion = new boolean[size * size];
        double cos = Math.cos(body.rotation);
        double sin = Math.sin(body.rotation);
        for (int row = 0; row < size; row++) {
            double dy = (row + 0.5 - size / 2.0) * spacingMm - shiftY;
            for (int column = 0; column < size; column++) {
                double dx = (column + 0.5 - size / 2.0) * spacingMm - shiftX;
                double x = dx * cos + dy * sin;
                double y = dy * cos - dx * sin;
                int i = row * size + column;
                values[i] = slice.hounsfield(x, y, dy);
                lesion[i] = slice.inLesion(x, y);
            }
        }
        return new Picture(size, size, values, lesion);
    }

    private boolean inLesion(double x, double y) {
        return body.lesions().stream().anyMatch(l -> l.distance(x, y, z) <= 0);
    }

    private double hounsfield(double x, double y, double tableY) {
        double a = body.halfWidth * taper;
        double b = body.halfDepth * taper;
        double value = table(x, tableY);
        double skin = Shape.superellipse(x, y, a, b, body.squareness);
        if (skin > 3 * edge) {
            return breast(x, y, a, b, value);
        }
        double grain = body.tissue.fractal(x / 22, y / 22, z / 30, 3);
        value = Shape.over(breast(x, y, a, b, value), FAT + 14 * grain, Shape.cover(skin, edge));
        value = Shape.over(value, 10, 0.6 * Shape.cover(Math.abs(skin + 1.5) - 1.2, edge));
        value = muscles(x, y, skin, grain, value);
        double cavity = cavity(x, y, a, b);
        value = Shape.over(value, mediastinum(x, y, grain), Shape.cover(cavity, edge));
        double lung = Math.max(cavity + 1.5, -centre(x, y));
        value = lungs(x, y, lung, value);
        value = ribs(x, y, cavity, value);
        return spine(x, y, b, value);
    }

    private double table(double x, double y) {
        double top = body.halfDepth * 1.02 + 4 - x * x / 1500;
        double shell = Math.abs(y - top - 7) - 6;
        double side = Shape.cover(Math.abs(x) - 150, 6);
        double board = Shape.over(AIR, -900, side * Shape.cover(shell, edge));
        return Shape.over(board, -480, side * Shape.cover(Math.abs(shell) - 0.6, edge));
    }

    private double breast(double x, double y, double a, double b, double value) {
        if (!body.female || Math.abs(z) > 60) {
            return value;
        }
        double swell = Math.sqrt(1 - (z / 62) * (z / 62));
        double bulge = Shape.ellipse(Math.abs(x) - 0.5 * a, y + 0.82 * b, 46 * swell, 34 * swell);
        double gland = body.tissue.fractal(x / 9, y / 9, z / 12, 3);
        double tissue = FAT + 120 * Math.max(0, gland) * Shape.cover(bulge + 9, 9);
        return Shape.over(value, tissue, Shape.cover(bulge, edge));
    }

    private double muscles(double x, double y, double skin, double grain, double value) {
        double depth = body.fat * (1 + 0.35 * Math.sin(3 * Math.atan2(y, x) + body.ribPhase));
        double inner = skin + depth;
        double strands = body.tissue.fractal(x / 7, y / 7, z / 40, 2);
        double muscle = strands > 0.62 ? FAT : MUSCLE + 10 * grain;
        double painted = Shape.over(value, muscle, Shape.cover(inner, edge));
        if (z > 10) {
            double blade = Shape.capsule(
                    Math.abs(x),
                    y,
                    62,
                    0.86 * body.halfDepth * taper - body.fat - 4,
                    112,
                    0.5 * body.halfDepth * taper - body.fat * 0.4,
                    2.6 + z / 60);
            painted = Shape.over(painted, body.boneDensity, 0.9 * Shape.cover(blade, edge));
        }
        return painted;
    }

    private double cavity(double x, double y, double a, double b) {
        double wall = body.fat * 0.85 + 17;
        return Shape.superellipse(x, y + 3, a - wall, b - wall, 2.25);
    }

    /** Signed distance to the soft middle of the chest: heart, great vessels, spine. */
    private double centre(double x, double y) {
        double low = Math.min(1, Math.max(0, (62 - z) / 70));
        double heart = Shape.ellipse(
                x - body.heartX * (0.4 + low),
                y + 20,
                26 + (body.heartSize - 26) * low,
                22 + (body.heartSize * 0.82 - 22) * low);
        double band = Shape.superellipse(x - 2, y + 2, 24 + 4 * Math.cos(y / 17), body.halfDepth * taper, 2.5);
        double back = Shape.ellipse(x, y - body.halfDepth * 0.58 * taper, 31, 26);
        double bumps = 3.5 * body.tissue.at(x / 19, y / 19, z / 26);
        return Math.min(Math.min(heart, band), back) + bumps;
    }

    private double mediastinum(double x, double y, double grain) {
        double low = Math.min(1, Math.max(0, (62 - z) / 70));
        double value = Shape.over(-70 + 25 * grain, 25, 0.45);
        double hx = x - body.heartX * (0.4 + low);
        double hy = y + 20;
        double wallA = 22 + (body.heartSize - 26) * low;
        double wallB = 19 + (body.heartSize * 0.82 - 22) * low;
        double heart = Shape.ellipse(hx, hy, wallA, wallB);
        value = Shape.over(value, 55 + 0.35 * body.contrast, Shape.cover(heart, edge));
        double blood = 42 + body.contrast;
        double septum = Math.abs(0.8 * hx + 0.6 * hy - 4) - 4.5;
        double chambers = Math.max(heart + 8, -septum);
        value = Shape.over(value, blood + 8 * grain, Shape.cover(chambers, 2 * edge));
        double aorta = Math.hypot(x - 21, y - body.halfDepth * 0.36 * taper) - 12.5;
        value = Shape.over(value, blood, Shape.cover(aorta, edge));
        double gullet = Math.hypot(x - 6, y - body.halfDepth * 0.3 * taper) - 6.5;
        value = Shape.over(value, 38, Shape.cover(gullet, edge));
        return airways(x, y, value);
    }

    private double airways(double x, double y, double value) {
        double split = Math.max(0, 34 - z) * 0.42;
        double by = y - 10;
        double pipe = Math.hypot(Math.abs(x) - split, by) - Math.max(4.5, 9 - split / 6);
        double painted = Shape.over(value, 40, Shape.cover(pipe - 2, edge));
        return split < 26 ? Shape.over(painted, -960, Shape.cover(pipe, edge)) : value;
    }

    private double lungs(double x, double y, double lung, double value) {
        double coverage = Shape.cover(lung, edge);
        if (coverage <= 0) {
            return value;
        }
        double texture = body.lungNoise.fractal(x / 13, y / 13, z / 13, 4);
        double air = body.lungDensity + 38 * texture + 0.55 * (y + 20);
        double fissure = Math.abs(y - 14 - 0.35 * Math.abs(x) + 0.45 * z) - 0.7;
        air = Shape.over(air, air + 130, Shape.cover(fissure, 1.5 * edge));
        for (VesselTree.Piece vessel : vessels) {
            double distance = vessel.distance(x, y, z);
            if (distance < edge) {
                air = Shape.over(air, 30 + 0.6 * body.contrast, Shape.cover(distance, edge));
            }
        }
        air = scar(x, y, net(x, y, air));
        return Shape.over(value, lesion(x, y, air), coverage);
    }

    /** Fine lines between the lobules, which a spiculated lesion's lung tends to have more of. */
    private double net(double x, double y, double air) {
        double ridge = 1 - Math.abs(body.lungNoise.fractal(x / 15 + 40, y / 15, z / 15, 2)) / 0.22;
        return Shape.over(air, -350, 0.8 * body.reticulation * Math.max(0, Math.min(1, ridge)));
    }

    /** Harmless patches that half of all people have: density without a border. */
    private double scar(double x, double y, double air) {
        if (body.scarSize <= 0) {
            return air;
        }
        double far = Math.hypot(x - body.scarX, y - body.scarY) + 0.7 * Math.abs(z - body.scarZ);
        double haze =
                Shape.cover(far - body.scarSize, 16) * (0.55 + 0.6 * body.lungNoise.fractal(x / 8, y / 8, z / 8, 2));
        return Shape.over(air, 20, Math.min(0.9, Math.max(0, haze)));
    }

    private double lesion(double x, double y, double air) {
        double value = air;
        for (Lesion l : body.lesions()) {
            if (Math.hypot(x - l.x(), y - l.y()) < l.reach()) {
                double strands = 0.7 * Shape.cover(l.strandDistance(x, y, z), edge);
                double halo = Shape.over(value, -60, strands);
                value = Shape.over(halo, l.hounsfield(x, y, z), Shape.cover(l.distance(x, y, z), edge));
            }
        }
        return value;
    }

    private double ribs(double x, double y, double cavity, double value) {
        double angle = Math.atan2(y, x);
        double wave = Math.cos(9 * angle + (x > 0 ? 1 : -1) * (body.ribPhase + z / 11));
        double ring = Math.abs(cavity - 6.5) - 4.6 * Math.sqrt(Math.max(0, wave - 0.05));
        if (wave < 0.05 || Math.abs(x) < 24) {
            return sternum(x, y, cavity, value);
        }
        double marrow = Shape.cover(ring + 2.4, edge);
        double bone = body.boneDensity * (1.25 - 0.75 * marrow);
        return Shape.over(value, bone, Shape.cover(ring, edge));
    }

    private double sternum(double x, double y, double cavity, double value) {
        if (y > 0) {
            return value;
        }
        double plate = Shape.superellipse(x, cavity - 8, 19, 6, 3);
        return Shape.over(value, body.boneDensity * (1 - 0.5 * Shape.cover(plate + 3, edge)), Shape.cover(plate, edge));
    }

    private double spine(double x, double y, double b, double value) {
        double y0 = y - b * 0.57;
        double core = Shape.superellipse(x, y0, 18.5, 15, 2.3);
        double spongy = body.boneDensity * 0.42 + 60 * body.tissue.fractal(x / 4, y / 4, z / 4, 2);
        double vertebra = Shape.over(body.boneDensity * 1.2, spongy, Shape.cover(core + 3, edge));
        double painted = Shape.over(value, vertebra, Shape.cover(core, edge));
        double arch = Math.abs(Math.hypot(x, y0 - 23) - 11.5) - 3.2;
        double wings = Shape.capsule(Math.abs(x), y0, 9, 22, 33, 27, 3.6);
        double thorn = Shape.capsule(x, y0, 0, 34, 0, 50, 3.2);
        double bone = Math.min(arch, Math.min(wings, thorn));
        painted = Shape.over(painted, body.boneDensity, Shape.cover(bone, edge));
        return Shape.over(painted, 18, Shape.cover(Math.hypot(x, y0 - 23) - 8.3, edge));
    }
}
