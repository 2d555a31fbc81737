package org.isocenter.training.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.PixelSpacing;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;

/**
 * A frame as bytes of a fixed form, little-endian: a header of {@value #HEADER} bytes (sizes, form, unit, slope, intercept, spacing, window, side,
 * modality), then colour triples of 8 bits, stored values of 16 bits, or floats.
 */
final class FrameCodec {
    private static final int HEADER = 112;
    private static final int WORD = 16;

    static ByteBuffer encode(Frame frame) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + payload(frame.pixels())).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(frame.rows()).putInt(frame.columns()).put((byte) form(frame.pixels()));
        out.put((byte) ((frame.spacing().isPresent() ? 1 : 0) | (frame.window().isPresent() ? 2 : 0)));
        out.putDouble(frame.slope()).putDouble(frame.intercept());
        out.putDouble(frame.spacing().map(PixelSpacing::rowMm).orElse(0.0));
        out.putDouble(frame.spacing().map(PixelSpacing::columnMm).orElse(0.0));
        out.putDouble(frame.window().map(Window::center).orElse(0.0));
        out.putDouble(frame.window().map(Window::width).orElse(0.0));
        putWord(out, frame.modality().code());
        putWord(out, frame.unit().name());
        putWord(out, frame.laterality().name());
        out.position(HEADER);
        putPixels(out, frame.pixels());
        return out.rewind();
    }

    static Frame decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        int rows = in.getInt();
        int columns = in.getInt();
        int form = in.get();
        int present = in.get();
        double slope = in.getDouble();
        double intercept = in.getDouble();
        double[] four = {in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble()};
        Modality modality = new Modality(word(in));
        ValueUnit unit = ValueUnit.valueOf(word(in));
        Laterality laterality = Laterality.valueOf(word(in));
        in.position(HEADER);
        return new Frame(
                rows,
                columns,
                pixels(in.slice().order(ByteOrder.LITTLE_ENDIAN), form, rows * columns),
                unit,
                slope,
                intercept,
                (present & 1) == 0 ? Optional.empty() : Optional.of(new PixelSpacing(four[0], four[1])),
                (present & 2) == 0 ? Optional.empty() : Optional.of(new Window(four[2], four[3])),
                modality,
                laterality);
    }

    private static void putWord(ByteBuffer out, String word) {
        out.put(Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), WORD));
    }

    private static String word(ByteBuffer in) {
        byte[] word = new byte[WORD];
        in.get(word);
        return new String(word, StandardCharsets.US_ASCII).replace("\0", "");
    }

    private static int form(Pixels pixels) {
        return pixels instanceof Pixels.Rgb8 ? 0 : pixels instanceof Pixels.Grey16 ? 1 : 2;
    }

    private static int payload(Pixels pixels) {
        return pixels.length() << form(pixels);
    }

    private static void putPixels(ByteBuffer out, Pixels pixels) {
        if (pixels instanceof Pixels.Rgb8 colour) {
            out.put(colour.values());
        } else if (pixels instanceof Pixels.Grey16 grey) {
            out.asShortBuffer().put(grey.values());
        } else if (pixels instanceof Pixels.Grey32 grey) {
            out.asFloatBuffer().put(grey.values());
        }
    }

    private static Pixels pixels(ByteBuffer in, int form, int size) {
        if (form == 0) {
            byte[] triples = new byte[3 * size];
            in.get(triples);
            return new Pixels.Rgb8(triples);
        }
        if (form == 1) {
            short[] values = new short[size];
            in.asShortBuffer().get(values);
            return new Pixels.Grey16(values);
        }
        float[] values = new float[size];
        in.asFloatBuffer().get(values);
        return new Pixels.Grey32(values);
    }

    private FrameCodec() {}
}
