package org.isocenter.dicom.decode;

import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
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
    private static final String INVERSE = "MONOCHROME1";

    /** Number of frames that the header announces. */
    public int frames(DicomObject object) {
        return PixelLayout.of(object.dataset()).frames();
    }

    /** Fails where {@link #decode} would; native grey without a table need not be decoded for that, only be there in full. */
    public void require(DicomObject object, int number) {
        if (!StoredFrame.isPlainGrey(object)) {
            decode(object, number);
        }
    }

    /** Decodes a frame, counted from 0. */
    public Frame decode(DicomObject object, int number) {
        StoredFrame frame = StoredFrame.of(object, number);
        Dataset dataset = object.dataset();
        FrameHeader header = new FrameHeader(dataset, number);
        if (!(frame.samples() instanceof Samples.Whole whole)) {
            return real(frame, header);
        }
        if (frame.samplesPerPixel() == 3) {
            return colour(frame, header, Colour.rgb(whole.values(), frame));
        }
        if (frame.photometric().equals("PALETTE COLOR")) {
            return colour(frame, header, Colour.palette(whole.values(), dataset));
        }
        Optional<LookupTable> table = LookupTable.of(dataset, Tag.MODALITY_LUT_SEQUENCE, frame.signed());
        return table.isPresent()
                ? grey(frame, header, mapped(whole, table.get()), 1, 0)
                : grey(frame, header, whole, header.slope(), header.intercept());
    }

    private static Frame colour(StoredFrame frame, FrameHeader header, byte[] rgb) {
        return new Frame(
                frame.rows(),
                frame.columns(),
                new Pixels.Rgb8(rgb),
                ValueUnit.DISPLAY,
                1,
                0,
                header.spacing(),
                Optional.empty(),
                header.modality(),
                header.laterality());
    }

    /** Float and double pixels; what MONOCHROME1 mirrors them at is 0. */
    private static Frame real(StoredFrame frame, FrameHeader header) {
        boolean mirrored = frame.photometric().equals(INVERSE);
        Samples samples = frame.samples();
        float[] values = new float[samples.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mirrored ? -samples.at(i) : samples.at(i));
        }
        Optional<Window> window = mirrored ? mirrored(header.window(), 2 * header.intercept()) : header.window();
        return grey(frame, header, new Pixels.Grey32(values), header.slope(), header.intercept(), window);
    }

    private static Frame grey(
            StoredFrame frame, FrameHeader header, Samples.Whole whole, double slope, double intercept) {
        int[] values = whole.values();
        Optional<Window> window = header.window();
        if (frame.photometric().equals(INVERSE)) {
            long ends = whole.signed() ? -1 : (1L << whole.bits()) - 1;
            invert(values, ends);
            window = mirrored(window, slope * ends + 2 * intercept);
        }
        boolean shifted = !whole.signed() && whole.bits() == 16;
        Pixels pixels = whole.bits() > 16 ? floats(values, whole.signed()) : shorts(values, shifted ? HALF : 0);
        return grey(frame, header, pixels, slope, shifted ? intercept + slope * HALF : intercept, window);
    }

    private static Frame grey(
            StoredFrame frame,
            FrameHeader header,
            Pixels pixels,
            double slope,
            double intercept,
            Optional<Window> window) {
        return new Frame(
                frame.rows(),
                frame.columns(),
                pixels,
                header.unit(),
                slope,
                intercept,
                header.spacing(),
                window,
                header.modality(),
                header.laterality());
    }

    private static Samples.Whole mapped(Samples.Whole whole, LookupTable table) {
        int[] values = new int[whole.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = table.at(whole.at(i));
        }
        return new Samples.Whole(values, Math.max(1, Math.min(16, table.bits())), false);
    }

    private static Optional<Window> mirrored(Optional<Window> window, double sum) {
        return window.map(w -> new Window(sum - w.center(), w.width()));
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
