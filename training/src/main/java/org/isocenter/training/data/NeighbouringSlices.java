package org.isocenter.training.data;

import java.util.Optional;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;
import org.isocenter.training.view.DisplayWindow;
import org.isocenter.training.view.Plane;

/**
 * Slices of volumes in 2.5-D: a grey slice between the one before and the one after it, as the three channels of one picture, all through the window of
 * the middle one. At the ends of a volume the slice stands for the one that is missing; a slice without a volume and a colour image stay as they are.
 *
 * @param slices one by one
 * @param volumes which slices belong to a volume, and their order in it
 */
public record NeighbouringSlices(FrameSource slices, Partners volumes) implements FrameSource {
    @Override
    public int size() {
        return slices.size();
    }

    @Override
    public String id(int place) {
        return slices.id(place);
    }

    @Override
    public Frame frame(int place) {
        Frame middle = slices.frame(place);
        int before = volumes.beside(place, -1);
        int after = volumes.beside(place, 1);
        if (middle.samples() > 1 || before == after) {
            return middle;
        }
        Window window = DisplayWindow.of(middle);
        byte[] triples = new byte[middle.rows() * middle.columns() * 3];
        put(slices.frame(before), middle, window, triples, 0);
        put(middle, middle, window, triples, 1);
        put(slices.frame(after), middle, window, triples, 2);
        return new Frame(
                middle.rows(),
                middle.columns(),
                new Pixels.Rgb8(triples),
                ValueUnit.DISPLAY,
                1,
                0,
                middle.spacing(),
                Optional.empty(),
                middle.modality(),
                middle.laterality());
    }

    /** A slice of another size than the middle one cannot lie beside it. */
    private static void put(Frame slice, Frame middle, Window window, byte[] triples, int channel) {
        boolean fits = slice.rows() == middle.rows() && slice.columns() == middle.columns() && slice.samples() == 1;
        float[] values = Plane.of(fits ? slice : middle, window).values();
        for (int i = 0; i < values.length; i++) {
            triples[3 * i + channel] = (byte) Math.round(255 * values[i]);
        }
    }
}
