package org.isocenter.training.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.finetune.LabelledClasses;

/** Small grey pictures in noise whose labels can be seen: a bar and a spot as two findings, or a disc whose size is the grade. */
public final class Phantoms {
    private static final int SIDE = 32;

    private Phantoms() {}

    /** Pictures of two findings, each in half of them, independently. */
    public static LabelledClasses findings(int count, int labelled) {
        List<Frame> frames = IntStream.range(0, count)
                .mapToObj(i ->
                        picture(i, (x, y) -> ((i & 1) == 1 && x >= 4 && x < 9) || ((i & 2) == 2 && y >= 20 && y < 25)))
                .toList();
        int[][] targets = IntStream.range(0, labelled)
                .mapToObj(i -> new int[] {i & 1, (i >> 1) & 1})
                .toArray(int[][]::new);
        return set(frames, targets, 2, LabelKind.MULTI_LABEL);
    }

    /** Pictures of a disc, the grade i % grades. */
    public static LabelledClasses grades(int count, int labelled, int grades) {
        List<Frame> frames = IntStream.range(0, count)
                .mapToObj(i -> picture(i, (x, y) -> Math.hypot(x - 15.5, y - 15.5) < 2 + 3.5 * (i % grades)))
                .toList();
        int[][] targets = IntStream.range(0, labelled)
                .mapToObj(i -> new int[] {i % grades})
                .toArray(int[][]::new);
        return set(frames, targets, grades, LabelKind.ORDINAL);
    }

    /** The same with each grade a class of its own. */
    public static LabelledClasses classes(int count, int labelled, int classes) {
        LabelledClasses grades = grades(count, labelled, classes);
        return new LabelledClasses(
                grades.frames(),
                grades.places(),
                grades.targets(),
                grades.patients(),
                classes,
                LabelKind.CLASSIFICATION);
    }

    /** The mean of each of 8 x 8 parts of a picture: features in which all of it can be seen. */
    public static Embedder parts() {
        return frames -> IntStream.range(0, frames.size())
                .mapToObj(i -> parts(frames.frame(i)))
                .toArray(double[][]::new);
    }

    private static double[] parts(Frame frame) {
        double[] means = new double[64];
        for (int i = 0; i < SIDE * SIDE; i++) {
            means[i / SIDE / 4 * 8 + i % SIDE / 4] += frame.pixels().at(i) / 16;
        }
        return means;
    }

    private static LabelledClasses set(List<Frame> frames, int[][] targets, int classes, LabelKind kind) {
        List<String> names =
                IntStream.range(0, frames.size()).mapToObj(Integer::toString).toList();
        FrameSource source = new FramesInMemory(names, frames);
        int[] places = IntStream.range(0, targets.length).toArray();
        return new LabelledClasses(
                source, places, targets, new ArrayList<>(names.subList(0, targets.length)), classes, kind);
    }

    /** Where a picture is bright. */
    private interface Shape {
        boolean covers(int x, int y);
    }

    private static Frame picture(long seed, Shape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        short[] values = new short[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int tone = shape.covers(i % SIDE, i / SIDE) ? 170 : 60;
            values[i] = (short) Math.min(255, Math.max(0, tone + 25 * random.nextGaussian()));
        }
        values[0] = 0;
        values[1] = 255;
        return SampleImages.frame(SIDE, SIDE, new Pixels.Grey16(values));
    }
}
