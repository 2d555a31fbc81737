package org.isocenter.dicom.decode;

import java.util.Optional;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;

/**
 * Decodes one frame of an object to the full range of its values: grey at 16 bits with slope and intercept, colour as
 * RGB. Air is dark: MONOCHROME1 is inverted, its window with it. Fails with UNSUPPORTED_TRANSFER_SYNTAX or
 * UNDECODABLE_PIXELS.
 */
public final class FrameDecoder {
    private static final int HALF = 1 << 15;

    /** Number of frames that the header announces. */
    public int frames(DicomObject object) {
        return PixelLayout.of(object.dataset()).frames();
    }

    /** Decodes a frame, counted from 0. */
    public Frame decode(DicomObject object, int frame) {
        PixelLayout layout = PixelLayout.of(object.dataset());
        int[] values = StoredValues.of(object, layout, frame);
        FrameHeader header = new FrameHeader(object.dataset(), frame);
        if (layout.samples() == 3) {
            return colour(layout, header, Colour.rgb(values, layout));
        }
        if (layout.photometric().equals("PALETTE COLOR")) {
            return colour(layout, header, Colour.palette(values, object.dataset()));
        }
        return grey(layout, header, values);
    }

    private static Frame colour(PixelLayout layout, FrameHeader header, byte[] rgb) {
        return new Frame(
                layout.rows(),
                layout.columns(),
                new Pixels.Rgb8(rgb),
                ValueUnit.DISPLAY,
                1,
                0,
                header.spacing(),
                Optional.empty(),
                header.modality(),
                header.laterality());
    }

    private static Frame grey(PixelLayout layout, FrameHeader header, int[] values) {
        double slope = header.slope();
        double intercept = header.intercept();
        Optional<Window> window = header.window();
        if (layout.photometric().equals("MONOCHROME1")) {
            long ends = layout.signed() ? -1 : (1L << layout.stored()) - 1;
            invert(values, ends);
            double mirror = slope * ends + 2 * intercept;
            window = window.map(w -> new Window(mirror - w.center(), w.width()));
        }
        boolean shifted = !layout.signed() && layout.stored() == 16;
        Pixels pixels = layout.stored() > 16 ? floats(values, layout.signed()) : shorts(values, shifted ? HALF : 0);
        return new Frame(
                layout.rows(),
                layout.columns(),
                pixels,
                header.unit(),
                slope,
                shifted ? intercept + slope * HALF : intercept,
                header.spacing(),
                window,
                header.modality(),
                header.laterality());
    }

    private static void invert(int[] values, long ends) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (ends - values[i]);
        }
    }

    private static Pixels shorts(int[] values, int shift) {
        short[] out = new short[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) (values[i] - shift);
        }
        return new Pixels.Grey16(out);
    }

    private static Pixels floats(int[] values, boolean signed) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = signed ? values[i] : values[i] & 0xffffffffL;
        }
        return new Pixels.Grey32(out);
    }
}
