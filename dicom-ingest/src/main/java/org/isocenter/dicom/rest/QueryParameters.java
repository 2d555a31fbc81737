package org.isocenter.dicom.rest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param all whether everything that the index has at the level is to be given
 * @param fuzzy whether fuzzy matching was asked for
 * @param offset matches to leave out at the beginning
 * @param limit most matches to give, at most {@link #MOST}
 */
record QueryParameters(Identifier identifier, boolean all, boolean fuzzy, int offset, int limit) {
    /** More matches are never given at once. */
    static final int MOST = 1000;

    private static final String ALL = "all";
    private static final Set<String> CONTROLS =
            Set.of("limit", "offset", "includefield", "fuzzymatching", "accept", "charset", "emptyvaluematching");
    private static final Map<Level, List<String>> RETURNED = Map.of(
            Level.STUDY,
            List.of(
                    "StudyDate",
                    "StudyTime",
                    "AccessionNumber",
                    "InstanceAvailability",
                    "ModalitiesInStudy",
                    "ReferringPhysicianName",
                    "TimezoneOffsetFromUTC",
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
                    "TimezoneOffsetFromUTC",
                    "SeriesDescription",
                    "StudyInstanceUID",
                    "SeriesInstanceUID",
                    "SeriesNumber",
                    "NumberOfSeriesRelatedInstances",
                    "PerformedProcedureStepStartDate",
                    "PerformedProcedureStepStartTime",
                    "RequestAttributesSequence"),
            Level.IMAGE,
            List.of(
                    "SOPClassUID",
                    "SOPInstanceUID",
                    "InstanceAvailability",
                    "TimezoneOffsetFromUTC",
                    "StudyInstanceUID",
                    "SeriesInstanceUID",
                    "InstanceNumber",
                    "Rows",
                    "Columns",
                    "BitsAllocated",
                    "NumberOfFrames"));
    /** What only the thing itself can count; a series or instance that stands alone does not say it of its parents. */
    private static final Set<String> COUNTS = Set.of(
            "ModalitiesInStudy",
            "NumberOfStudyRelatedSeries",
            "NumberOfStudyRelatedInstances",
            "NumberOfSeriesRelatedInstances");

    /**
     * Reads the parameters of a request.
     *
     * @param path attributes that the path gives
     */
    static QueryParameters of(Level level, Map<Integer, String> path, Map<String, List<String>> parameters) {
        Dataset identifier = new Dataset();
        identifier.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, level.name());
        List<String> fields = values(parameters, "includefield");
        returned(level, path).forEach(field -> set(identifier, tag(field), List.of()));
        fields.stream()
                .filter(field -> !field.equals(ALL))
                .forEach(field -> set(identifier, tag(field.split("\\.", 2)[0]), List.of()));
        path.forEach((tag, value) -> set(identifier, tag, List.of(value)));
        parameters.forEach((name, values) -> {
            if (!CONTROLS.contains(name)) {
                match(identifier, name, values);
            }
        });
        return new QueryParameters(
                Identifier.ofQuery(identifier),
                fields.contains(ALL),
                values(parameters, "fuzzymatching").contains("true"),
                number(parameters, "offset", 0, Integer.MAX_VALUE).orElse(0),
                number(parameters, "limit", 1, Integer.MAX_VALUE)
                        .map(limit -> Math.min(limit, MOST))
                        .orElse(MOST));
    }

    /** The attributes of a level (PS3.18 Tables 10.6.3-3 to 10.6.3-5), with those of the levels above that the path leaves open. */
    private static Set<String> returned(Level level, Map<Integer, String> path) {
        Set<String> returned = new LinkedHashSet<>(RETURNED.getOrDefault(level, List.of()));
        for (Level above : List.of(Level.STUDY, Level.SERIES)) {
            if (above.compareTo(level) < 0 && !path.containsKey(above.tag())) {
                RETURNED.getOrDefault(above, List.of()).stream()
                        .filter(field -> !COUNTS.contains(field))
                        .forEach(returned::add);
            }
        }
        return returned;
    }

    private static void match(Dataset identifier, String name, List<String> values) {
        boolean universal = values.stream().allMatch(value -> value.isEmpty() || value.equals("*"));
        if (name.contains(".") && !universal) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected attributes that the index matches; those within sequences are not among them.");
        }
        int tag = tag(name.split("\\.", 2)[0]);
        boolean several = Dictionary.vr(tag) == Vr.UI || Dictionary.vr(tag) == Vr.CS;
        set(
                identifier,
                tag,
                values.stream()
                        .flatMap(value -> several ? Stream.of(value.split("[,\\\\]", -1)) : Stream.of(value))
                        .filter(value -> !value.isEmpty())
                        .toList());
    }

    private static void set(Dataset identifier, int tag, List<String> values) {
        if (Dictionary.vr(tag) == Vr.SQ) {
            identifier.setItems(tag, List.of());
        } else {
            identifier.set(tag, Dictionary.vr(tag), values.toArray(String[]::new));
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
