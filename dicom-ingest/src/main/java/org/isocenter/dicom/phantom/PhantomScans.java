package org.isocenter.dicom.phantom;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.phantom.anatomy.AxialSlice;
import org.isocenter.dicom.phantom.anatomy.LesionClass;
import org.isocenter.dicom.phantom.anatomy.Picture;
import org.isocenter.dicom.phantom.anatomy.Thorax;
import org.isocenter.dicom.phantom.scanner.Fleet;
import org.isocenter.dicom.phantom.scanner.Scanner;
import org.isocenter.dicom.phantom.scanner.Stored;

/**
 * CT slices in any number, for a measurement: headers as a hospital's machine writes them, a patient for every 50 slices, 16 bits a
 * pixel, Explicit VR Little Endian. A few slices are drawn and then used again under UIDs of their own.
 */
public final class PhantomScans {
    private static final int DRAWN = 4;
    private static final int SLICES = 50;
    private static final double SLICE_MM = 3.2;

    private final Scanner scanner = Fleet.ct().get(0);
    private final List<Stored> drawn;
    private int visits;

    /**
     * Draws the slices.
     *
     * @param side rows and columns, 32 or more; 512 makes objects of 526 kB
     * @param seed the same seed gives the same pictures
     */
    public PhantomScans(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Thorax body = new Thorax(LesionClass.NORMAL, true, random);
        drawn = IntStream.range(0, DRAWN)
                .mapToObj(i -> slice(body, side, body.centreZ() + i * SLICE_MM, random))
                .toList();
    }

    private Stored slice(Thorax body, int side, double z, SplittableRandom random) {
        Picture picture = AxialSlice.of(body, side, scanner.spacing(side), z, 0, 0);
        return scanner.expose(picture, random);
    }

    /**
     * The next slices, of patients that no call before gave.
     *
     * @param root prefix of their UIDs; another one for another run
     */
    public List<DicomObject> next(int count, String root) {
        List<DicomObject> scans = new ArrayList<>(count);
        for (int from = 0; from < count; from += SLICES) {
            Visit visit = visit(root);
            for (int slice = 1; slice <= Math.min(SLICES, count - from); slice++) {
                Stored stored = drawn.get(slice % DRAWN);
                Fields fields = Header.of(visit, 1, slice);
                ImageHeader.write(fields, scanner, stored, visit, slice * SLICE_MM);
                scans.add(Encoder.encode(fields.dataset(), stored, scanner.encoding(), scanner.station()));
            }
        }
        return scans;
    }

    private Visit visit(String root) {
        int number = visits++;
        Person person = Person.invent(number, scanner.site(), new SplittableRandom(root.hashCode() + number));
        LocalDateTime at = LocalDateTime.of(2019, 1, 7, 8, 0).plusDays(number % 2000);
        return new Visit(person, scanner, number, at, root);
    }
}
