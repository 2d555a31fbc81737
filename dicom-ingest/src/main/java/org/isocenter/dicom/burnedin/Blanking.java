package org.isocenter.dicom.burnedin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.ErrorCode;

/**
 * Writes the commonest value of a frame over rectangles of it; every other stored value stays. Compressed pixels are decoded
 * for it and written again in their own syntax where that loses nothing, else native. Two pixels that share their chroma
 * (YBR_FULL_422) are blanked together.
 */
final class Blanking {
    private static final int LOOKED_AT = 1 << 16;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final byte[] bytes;
    private final int rows;
    private final int columns;
    private final int planes;
    /** How many pixels share bytes. */
    private final int together;
    /** Bytes of these in a plane. */
    private final int width;

    private Blanking(Dataset dataset, byte[] bytes) {
        this.bytes = bytes;
        int samples = dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
        int allocated = dataset.contains(Tag.FLOAT_PIXEL_DATA)
                ? Float.SIZE
                : dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA)
                        ? Double.SIZE
                        : dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        boolean halved = samples == 3
                && dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("YBR_FULL_422");
        together = halved ? 2 : 1;
        rows = dataset.integer(Tag.ROWS).orElse(0);
        columns = dataset.integer(Tag.COLUMNS).orElse(0) / together;
        planes = !halved && dataset.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1 ? samples : 1;
        width = allocated / Byte.SIZE * (halved ? 4 : samples / planes);
    }

    /**
     * The object with rectangles blanked, by frame, counted from 0; itself where there are none. Fails with
     * {@link ErrorCode#BURNED_IN_TEXT} where a pixel is a single bit.
     */
    static DicomObject blank(DicomObject object, Map<Integer, List<Area>> areas) {
        if (areas.isEmpty()) {
            return object;
        }
        if (object.dataset().integer(Tag.BITS_ALLOCATED).orElse(0) == 1) {
            throw PixelCleaner.held("a pixel is a single bit and cannot be blanked");
        }
        TransferSyntax syntax = object.transferSyntax();
        if (!syntax.isEncapsulated()) {
            return new DicomObject(object.meta(), blanked(object.dataset(), areas), syntax);
        }
        DicomObject plain = Transcoder.transcode(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomObject blank = new DicomObject(plain.meta(), blanked(plain.dataset(), areas), plain.transferSyntax());
        return Transcoder.writes(syntax) ? Transcoder.transcode(blank, syntax) : blank;
    }

    private static Dataset blanked(Dataset source, Map<Integer, List<Area>> areas) {
        Dataset dataset = source.copy();
        Element pixels = dataset.element(Tag.PIXEL_DATA)
                .or(() -> dataset.element(Tag.FLOAT_PIXEL_DATA))
                .or(() -> dataset.element(Tag.DOUBLE_FLOAT_PIXEL_DATA))
                .orElseThrow();
        byte[] bytes = dataset.bytes(pixels.tag()).clone();
        Blanking blanking = new Blanking(dataset, bytes);
        areas.forEach(blanking::blank);
        dataset.setBytes(pixels.tag(), pixels.vr(), bytes);
        return dataset;
    }

    private void blank(int frame, List<Area> areas) {
        boolean[] covered = new boolean[rows * columns];
        for (Area area : areas) {
            for (int y = Math.max(0, area.y0()); y < Math.min(rows, area.y1()); y++) {
                int from = Math.max(0, area.x0() / together);
                int to = Math.min(columns, (area.x1() + together - 1) / together);
                for (int x = from; x < to; x++) {
                    covered[y * columns + x] = true;
                }
            }
        }
        int background = background(frame, covered);
        for (int plane = 0; plane < planes; plane++) {
            for (int pixel = 0; pixel < covered.length; pixel++) {
                if (covered[pixel]) {
                    System.arraycopy(bytes, place(frame, plane, background), bytes, place(frame, plane, pixel), width);
                }
            }
        }
    }

    /** A pixel that has the commonest value of what is not covered, among evenly spread ones. */
    private int background(int frame, boolean[] covered) {
        Map<Long, Integer> counts = new HashMap<>();
        int best = 0;
        int most = 0;
        int step = Math.max(1, covered.length / LOOKED_AT) | 1;
        for (int pixel = 0; pixel < covered.length; pixel += step) {
            int count = covered[pixel] ? 0 : counts.merge(value(frame, pixel), 1, Integer::sum);
            if (count > most) {
                most = count;
                best = pixel;
            }
        }
        return best;
    }

    private long value(int frame, int pixel) {
        long value = 0;
        for (int plane = 0; plane < planes; plane++) {
            int place = place(frame, plane, pixel);
            for (int i = 0; i < width; i++) {
                value = value * FNV_PRIME + (bytes[place + i] & 0xff);
            }
        }
        return value;
    }

    private int place(int frame, int plane, int pixel) {
        return ((frame * planes + plane) * rows * columns + pixel) * width;
    }
}
