package org.isocenter.dicom.phantom.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One person's chest: sizes, densities, vessels and perhaps lesions, drawn once; slices and radiographs are pictures
 * of it. Axes in millimetres: x to the image's right, y down (to the back in a slice), z towards the head, 0 mid-chest.
 */
public final class Thorax {
    /** Lungs reach this far above and below the middle, in millimetres. */
    static final double HALF_HEIGHT_MM = 120;

    final double halfWidth;
    final double halfDepth;
    final double fat;
    final double squareness;
    final double heartX;
    final double heartSize;
    final double contrast;
    final double lungDensity;
    final double boneDensity;
    final double rotation;
    final double ribPhase;
    final double asymmetry;
    final boolean female;
    final Noise tissue;
    final Noise lungNoise;
    final List<VesselTree.Piece> vessels;
    final double reticulation;
    final double scarX;
    final double scarY;
    final double scarZ;
    final double scarSize;
    private final LesionClass kind;
    private final List<Lesion> lesions;

    /** Draws a person with a kind of lesion. */
    public Thorax(LesionClass kind, boolean female, RandomGenerator random) {
        this.kind = kind;
        this.female = female;
        halfWidth = random.nextDouble(154, 166);
        halfDepth = halfWidth * random.nextDouble(0.66, 0.75);
        fat = random.nextDouble(8, 18);
        squareness = random.nextDouble(2.2, 2.7);
        heartX = random.nextDouble(8, 22);
        heartSize = random.nextDouble(46, 60);
        contrast = random.nextBoolean() ? random.nextDouble(40, 90) : random.nextDouble(0, 12);
        lungDensity = random.nextDouble(-860, -825);
        boneDensity = random.nextDouble(380, 680);
        rotation = random.nextDouble(-0.05, 0.05);
        ribPhase = random.nextDouble(2 * Math.PI);
        asymmetry = random.nextDouble(-0.05, 0.05);
        tissue = new Noise(random.nextLong());
        lungNoise = new Noise(random.nextLong());
        vessels = Stream.of(-1, 1)
                .flatMap(side -> new VesselTree(side * 42.0, -4, side, random).pieces().stream())
                .toList();
        boolean left = random.nextBoolean();
        scarX = (left ? 1 : -1) * random.nextDouble(70, 92);
        scarY = random.nextDouble(18, 48);
        scarZ = random.nextDouble(-20, 20);
        scarSize = random.nextDouble() < 0.45 ? random.nextDouble(9, 20) : 0;
        reticulation = kind == LesionClass.SPICULATED ? random.nextDouble(0.15, 0.7) : random.nextDouble(0, 0.3);
        lesions = drawLesions(random);
    }

    private List<Lesion> drawLesions(RandomGenerator random) {
        List<Lesion> drawn = new ArrayList<>();
        int count = kind == LesionClass.NORMAL ? 0 : random.nextInt(2, 5);
        for (int attempt = 0; drawn.size() < count && attempt < 60; attempt++) {
            double side = random.nextBoolean() ? 1 : -1;
            double x = side * random.nextDouble(62, 94);
            double y = random.nextDouble(-40, 36);
            double radius = drawn.isEmpty() ? random.nextDouble(19, 29) : random.nextDouble(13, 21);
            if (drawn.stream().allMatch(other -> Math.hypot(x - other.x(), y - other.y()) > other.reach() + radius)) {
                drawn.add(new Lesion(kind, x, y, random.nextDouble(-8, 8), radius, random));
            }
        }
        return List.copyOf(drawn);
    }

    public LesionClass kind() {
        return kind;
    }

    List<Lesion> lesions() {
        return lesions;
    }

    /** Height of the largest lesion's middle in millimetres, or mid-chest where there is none. */
    public double centreZ() {
        return lesions.isEmpty() ? 0 : lesions.get(0).z();
    }

    /** How wide the chest is at a height, against the middle. */
    double taper(double z) {
        double up = z / HALF_HEIGHT_MM;
        return Math.sqrt(Math.max(0.2, 1 - 0.42 * up * up - 0.08 * up));
    }
}
