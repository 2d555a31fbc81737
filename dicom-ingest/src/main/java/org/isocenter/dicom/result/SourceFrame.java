package org.isocenter.dicom.result;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Tag;

/**
 * A frame that a result is about, with where it lies: its own functional groups first, then the shared ones, then the top of the header.
 *
 * @param dataset the header of its object
 * @param number counted from 0
 */
record SourceFrame(Dataset dataset, int number) {

    String text(int tag) {
        return dataset.string(tag).orElse("");
    }

    String instance() {
        return text(Tag.SOP_INSTANCE_UID);
    }

    String series() {
        return text(Tag.SERIES_INSTANCE_UID);
    }

    boolean isOneOfMany() {
        return dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1) > 1;
    }

    /** Centre of the first pixel, three decimals in mm; empty where it is not known. */
    List<String> position() {
        return exactly(3, values("PlanePositionSequence", "ImagePositionPatient"));
    }

    /** Direction cosines of rows and columns, six decimals; empty where they are not known. */
    List<String> orientation() {
        return exactly(6, values("PlaneOrientationSequence", "ImageOrientationPatient"));
    }

    /** Distance between rows and between columns in mm in the patient; empty where it is not known, as with a projection. */
    List<String> spacing() {
        return exactly(2, values("PixelMeasuresSequence", "PixelSpacing"));
    }

    /** In mm; empty where it is not known. */
    List<String> thickness() {
        return exactly(1, values("PixelMeasuresSequence", "SliceThickness"));
    }

    /** Names the frame as a reference does. */
    Fields reference() {
        Fields reference = Fields.fresh()
                .put("ReferencedSOPClassUID", text(Tag.SOP_CLASS_UID))
                .put("ReferencedSOPInstanceUID", instance());
        return isOneOfMany() ? reference.put("ReferencedFrameNumber", number + 1) : reference;
    }

    private static List<String> exactly(int count, List<String> values) {
        boolean whole = values.size() == count
                && values.stream()
                        .allMatch(value -> value.strip().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?"));
        return whole ? values : List.of();
    }

    private List<String> values(String macro, String keyword) {
        int sequence = Dictionary.tag(macro).orElseThrow();
        int tag = Dictionary.tag(keyword).orElseThrow();
        List<Dataset> own = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        Stream<Dataset> groups = Stream.concat(
                number < own.size() ? Stream.of(own.get(number)) : Stream.empty(),
                dataset.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream());
        return Stream.concat(groups.flatMap(group -> group.items(sequence).stream()), Stream.of(dataset))
                .map(place -> place.strings(tag))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
