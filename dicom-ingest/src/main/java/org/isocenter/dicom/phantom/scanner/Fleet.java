package org.isocenter.dicom.phantom.scanner;

import java.util.List;
import org.isocenter.dicom.phantom.scanner.Scanner.Encoding;

/** The invented sites and their machines: alike in what they show, different in how. */
public final class Fleet {
    private static final String NORTH = "Northmoor Imaging Hall";
    private static final String HARBOUR = "Harbourgate Infirmary";
    private static final String VALE = "Vale of Aldersey Clinic";

    private Fleet() {}

    /** Machines for axial slices. */
    public static List<Scanner> ct() {
        return List.of(
                ct(NORTH, "Aurelis", "Helix 64", "NMCT01", 276, 0.45, 12, 4, Encoding.EXPLICIT),
                ct(NORTH, "Aurelis", "Helix 16", "NMCT02", 286, 0.65, 20, -8, Encoding.RLE),
                ct(HARBOUR, "Corvane", "Orbit Prime", "HGCT-A", 270, 0.5, 15, 8, Encoding.IMPLICIT),
                ct(HARBOUR, "Corvane", "Orbit One", "HGCT-B", 294, 0.75, 24, 2, Encoding.DEFLATED),
                ct(VALE, "Telmark", "SliceMaster 4", "VALECT", 282, 0.7, 19, -12, Encoding.BIG_ENDIAN));
    }

    /** Machines for radiographs. */
    public static List<Scanner> dx() {
        return List.of(
                dx(NORTH, "Aurelis", "FlatView 2", "NMDX01", 330, 0.4, 0.016, 1.0, 0.0, 12, false, Encoding.EXPLICIT),
                dx(HARBOUR, "Lumenor", "Plate CR", "HGCR-1", 346, 0.65, 0.024, 0.85, 0.06, 12, true, Encoding.RLE),
                dx(VALE, "Lumenor", "Plate CR", "VALECR", 340, 0.55, 0.022, 1.15, -0.04, 8, false, Encoding.JPEG));
    }

    private static Scanner ct(
            String site,
            String maker,
            String model,
            String station,
            double field,
            double blur,
            double noise,
            double offset,
            Encoding encoding) {
        return new Scanner(
                site, maker, model, station, serial(station), "CT", field, blur, noise, 1, offset, 12, false, encoding);
    }

    private static Scanner dx(
            String site,
            String maker,
            String model,
            String station,
            double field,
            double blur,
            double noise,
            double gain,
            double offset,
            int bits,
            boolean monochrome1,
            Encoding encoding) {
        return new Scanner(
                site,
                maker,
                model,
                station,
                serial(station),
                "DX",
                field,
                blur,
                noise,
                gain,
                offset,
                bits,
                monochrome1,
                encoding);
    }

    private static String serial(String station) {
        return "SN-%06d".formatted(Math.floorMod(station.hashCode(), 1_000_000));
    }
}
