package org.isocenter.dicom.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;

/**
 * One slice: a single-frame image, or a frame of a multi-frame one.
 *
 * @param name what the caller calls it; a frame by its number
 * @param position centre of the first pixel, in mm
 * @param row direction of the rows, of unit length
 * @param column direction of the columns, of unit length
 * @param rows height in pixels
 * @param columns width in pixels
 * @param instanceNumber Instance Number, where there is one
 * @param phase what may tell slices at one position apart, by keyword
 */
public record Slice(
        String name,
        Vector position,
        Vector row,
        Vector column,
        int rows,
        int columns,
        Optional<Integer> instanceNumber,
        Map<String, String> phase) {
    private static final int PLANE_POSITION_SEQUENCE = 0x00209113;
    private static final int PLANE_ORIENTATION_SEQUENCE = 0x00209116;
    /** Acquisition number, echo time, temporal position, b-value, image type: what splits a series into phases. */
    private static final List<Integer> PHASE =
            List.of(0x00200012, 0x00180081, 0x00200100, 0x00189087, Tag.IMAGE_TYPE, 0x00180086, 0x00181060);

    public Slice {
        phase = Map.copyOf(phase);
    }

    /** The slice of a single-frame image; none where the header does not place it, and none for a grid of doses. */
    public static Optional<Slice> of(String name, Dataset dataset) {
        boolean isGrid = dataset.string(Tag.MODALITY).filter("RTDOSE"::equals).isPresent();
        if (isGrid || dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1) > 1) {
            return Optional.empty();
        }
        Map<String, String> phase = new TreeMap<>();
        for (int tag : PHASE) {
            if (dataset.contains(tag)) {
                Dictionary.keyword(tag).ifPresent(word -> phase.put(word, String.join("\\", dataset.strings(tag))));
            }
        }
        return placed(
                name,
                dataset,
                dataset.doubles(Tag.IMAGE_POSITION_PATIENT),
                dataset.doubles(Tag.IMAGE_ORIENTATION_PATIENT),
                dataset.integer(Tag.INSTANCE_NUMBER),
                phase);
    }

    /** The frames of a multi-frame image that its functional groups place; the shared ones hold for all. */
    public static List<Slice> framesOf(Dataset dataset) {
        List<Slice> slices = new ArrayList<>();
        List<Dataset> own = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        for (int frame = 0; frame < own.size(); frame++) {
            double[] position = macro(dataset, own.get(frame), PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT);
            double[] orientation =
                    macro(dataset, own.get(frame), PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT);
            placed(Integer.toString(frame), dataset, position, orientation, Optional.empty(), Map.of())
                    .ifPresent(slices::add);
        }
        return slices;
    }

    private static double[] macro(Dataset dataset, Dataset own, int sequence, int tag) {
        return Stream.concat(Stream.of(own), dataset.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream())
                .flatMap(group -> group.items(sequence).stream())
                .map(item -> item.doubles(tag))
                .filter(values -> values.length > 0)
                .findFirst()
                .orElse(new double[0]);
    }

    private static Optional<Slice> placed(
            String name,
            Dataset dataset,
            double[] position,
            double[] orientation,
            Optional<Integer> number,
            Map<String, String> phase) {
        if (position.length != 3 || orientation.length != 6) {
            return Optional.empty();
        }
        return Optional.of(new Slice(
                name,
                new Vector(position[0], position[1], position[2]),
                new Vector(orientation[0], orientation[1], orientation[2]),
                new Vector(orientation[3], orientation[4], orientation[5]),
                dataset.integer(Tag.ROWS).orElse(0),
                dataset.integer(Tag.COLUMNS).orElse(0),
                number,
                phase));
    }

    /** Across the slice, of unit length although written cosines seldom are. */
    Vector normal() {
        return row.cross(column).unit();
    }

    /** Whether another slice lies parallel and has the same matrix. */
    boolean isParallel(Slice other, double tolerance) {
        return rows == other.rows
                && columns == other.columns
                && row.isNear(other.row, tolerance)
                && column.isNear(other.column, tolerance);
    }
}
