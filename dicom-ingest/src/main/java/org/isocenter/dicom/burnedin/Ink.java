package org.isocenter.dicom.burnedin;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;

/**
 * The letters within an area of one frame, so that they can be looked for in another frame of the same object.
 *
 * @param area where they stand
 * @param places index of each pixel of ink
 * @param levels what it measures, brightness of colours
 * @param tolerance how far the same ink may be off in another frame
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Ink(Area area, int[] places, double[] levels, double tolerance) {
    private static final double SHARE = 0.8;

    /** What differs from the middle value of an area by more than half of the most that anything there does. */
    static Ink of(Frame frame, Area area) {
        int[] all = IntStream.range(0, area.width() * area.height())
                .map(i -> (area.y0() + i / area.width()) * frame.columns() + area.x0() + i % area.width())
                .toArray();
        double[] sorted = IntStream.of(all)
                .mapToDouble(place -> level(frame, place))
                .sorted()
                .toArray();
        double middle = sorted[sorted.length / 2];
        double most = Math.max(sorted[sorted.length - 1] - middle, middle - sorted[0]);
        int[] ink = IntStream.of(all)
                .filter(place -> Math.abs(level(frame, place) - middle) > most / 2)
                .toArray();
        double[] levels =
                Arrays.stream(ink).mapToDouble(place -> level(frame, place)).toArray();
        return new Ink(area, ink, levels, most / 6);
    }

    /** Whether the same letters stand in another frame. */
    boolean standsIn(Frame frame) {
        long same = IntStream.range(0, places.length)
                .filter(i -> Math.abs(level(frame, places[i]) - levels[i]) <= tolerance)
                .count();
        return same >= SHARE * places.length;
    }

    private static double level(Frame frame, int place) {
        if (frame.samples() == 1) {
            return frame.pixels().at(place);
        }
        return 0.299 * frame.pixels().at(3 * place)
                + 0.587 * frame.pixels().at(3 * place + 1)
                + 0.114 * frame.pixels().at(3 * place + 2);
    }
}
