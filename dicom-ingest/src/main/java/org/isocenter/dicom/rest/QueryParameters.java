package org.isocenter.dicom.rest;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.query.Identifier;
import org.isocenter.dicom.query.Level;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The query of a QIDO-RS request (PS3.18 8.3.4, 10.6): attributes by keyword or tag, fields to include, and which part of the answer. Fuzzy matching is not
 * done, as a server may choose.
 *
 * @param identifier what is asked
 * @param offset matches to leave out at the beginning
 * @param limit most matches to give, at most {@link #MOST}
 */
record QueryParameters(Identifier identifier, int offset, int limit) {
    /** More matches are never given at once. */
    static final int MOST = 1000;

    private static final Set<String> CONTROLS = Set.of("limit", "offset", "includefield", "fuzzymatching");
    private static final Map<Level, List<String>> RETURNED = Map.of(
            Level.STUDY,
                    List.of(
                            "StudyDate",
                            "StudyTime",
                            "AccessionNumber",
                            "ModalitiesInStudy",
                            "ReferringPhysicianName",
                            "PatientName",
                            "PatientID",
                            "PatientBirthDate",
                            "PatientSex",
                            "StudyInstanceUID",
                            "StudyID",
                            "StudyDescription",
                            "NumberOfStudyRelatedSeries",
                            "NumberOfStudyRelatedInstances"),
            Level.SERIES,
                    List.of(
                            "Modality",
                            "SeriesDescription",
                            "StudyInstanceUID",
                            "SeriesInstanceUID",
                            "SeriesNumber",
                            "NumberOfSeriesRelatedInstances"),
            Level.IMAGE,
                    List.of(
                            "SOPClassUID",
                            "SOPInstanceUID",
                            "StudyInstanceUID",
                            "SeriesInstanceUID",
                            "InstanceNumber",
                            "Rows",
                            "Columns",
                            "BitsAllocated",
                            "NumberOfFrames"));

    /**
     * Reads the parameters of a request.
     *
     * @param path attributes that the path gives
     */
    static QueryParameters of(Level level, Map<Integer, String> path, Map<String, List<String>> parameters) {
        Dataset identifier = new Dataset();
        identifier.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, level.name());
        Set<String> returned = new LinkedHashSet<>(RETURNED.getOrDefault(level, List.of()));
        values(parameters, "includefield").stream()
                .filter(field -> !field.equals("all"))
                .forEach(returned::add);
        returned.forEach(field -> set(identifier, tag(field), ""));
        Map<Integer, String> matched = new LinkedHashMap<>(path);
        parameters.forEach((name, values) -> {
            if (!CONTROLS.contains(name)) {
                matched.put(tag(name), String.join("\\", values.get(0).split(",", -1)));
            }
        });
        matched.forEach((tag, value) -> set(identifier, tag, value));
        return new QueryParameters(
                Identifier.ofQuery(identifier),
                number(parameters, "offset", 0, Integer.MAX_VALUE).orElse(0),
                number(parameters, "limit", 1, Integer.MAX_VALUE)
                        .map(limit -> Math.min(limit, MOST))
                        .orElse(MOST));
    }

    private static void set(Dataset identifier, int tag, String value) {
        Vr vr = Dictionary.vr(tag);
        if (vr == Vr.SQ) {
            identifier.setItems(tag, List.of());
        } else {
            boolean several = vr == Vr.UI;
            String[] values =
                    value.isEmpty() ? new String[0] : several ? value.split("\\\\", -1) : new String[] {value};
            identifier.set(tag, vr, values);
        }
    }

    private static int tag(String name) {
        return Dictionary.tag(name)
                .or(() -> Optional.of(name)
                        .filter(word -> word.matches("[0-9a-fA-F]{8}"))
                        .map(word -> Integer.parseUnsignedInt(word, 16)))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected attributes by keyword or by eight hexadecimal digits; one parameter is neither."));
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Optional<Integer> number(Map<String, List<String>> parameters, String name, int low, int high) {
        return values(parameters, name).stream().findFirst().map(value -> {
            try {
                int number = Integer.parseInt(value);
                if (number >= low && number <= high) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a whole number of at least %d for %s.".formatted(low, name));
        });
    }
}
