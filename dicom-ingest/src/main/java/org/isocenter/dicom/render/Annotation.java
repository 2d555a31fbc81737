package org.isocenter.dicom.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;

/** What may be written into a picture (PS3.18 8.3.5.1.1): whose it is, by pseudonym, and how it was made. */
enum Annotation {
    PATIENT,
    TECHNIQUE;

    private static final int KVP = 0x00180060;

    static Optional<Annotation> of(String keyword) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(keyword))
                .findFirst();
    }

    /** The lines of text; what the header does not say is left out. */
    List<String> lines(Dataset dataset) {
        Stream<Optional<String>> lines =
                switch (this) {
                    case PATIENT ->
                        Stream.of(
                                dataset.string(Tag.PATIENT_ID),
                                joined(dataset, Tag.PATIENT_SEX, Tag.PATIENT_AGE),
                                dataset.string(Tag.STUDY_DATE));
                    case TECHNIQUE ->
                        Stream.of(
                                joined(dataset, Tag.MODALITY, Tag.BODY_PART_EXAMINED),
                                dataset.string(Tag.SERIES_DESCRIPTION),
                                dataset.string(Tag.INSTANCE_NUMBER).map(number -> "Image " + number),
                                dataset.string(Tag.SLICE_THICKNESS).map(width -> width + " mm"),
                                dataset.string(KVP).map(peak -> peak + " kV"));
                };
        return lines.flatMap(Optional::stream).toList();
    }

    private static Optional<String> joined(Dataset dataset, int first, int second) {
        List<String> words = Stream.of(dataset.string(first), dataset.string(second))
                .flatMap(Optional::stream)
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }
}
