package org.isocenter.dicom.capability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.dicom.capability.Transaction.Parameter;
import org.isocenter.dicom.transcode.Encoding;

/** The resources of the studies service with their transactions (PS3.18 Table H-1). */
public final class Capabilities {
    private static final List<String> DATASETS =
            List.of("application/dicom+json", "multipart/related; type=\"application/dicom+xml\"");
    private static final List<String> PICTURES = List.of("image/jpeg", "image/png", "image/gif");
    private static final List<String> OCTETS =
            List.of("multipart/related; type=\"application/octet-stream\"", "application/octet-stream");
    private static final List<String> OBJECTS =
            typed(List.of("application/dicom"), List.of(";transfer-syntax=*"), syntaxes());
    private static final List<Parameter> PAGE = List.of(
            Parameter.of("{attribute}"),
            Parameter.of("includefield"),
            Parameter.of("limit"),
            Parameter.of("offset"),
            Parameter.of("fuzzymatching", "false"));

    private Capabilities() {}

    /** The tree below the base URI. */
    public static List<Resource> resources() {
        return List.of(
                new Resource(
                        "studies",
                        List.of(search("SearchForStudies"), store("StoreInstances")),
                        List.of(new Resource(
                                "{StudyInstanceUID}",
                                List.of(retrieve("RetrieveStudy"), store("StoreStudyInstances")),
                                study()))),
                new Resource("series", List.of(search("SearchForSeries")), List.of()),
                new Resource("instances", List.of(search("SearchForInstances")), List.of()));
    }

    private static List<Resource> study() {
        return List.of(
                leaf("metadata", "RetrieveStudyMetadata", DATASETS),
                rendered("RetrieveRenderedStudy"),
                thumbnail("RetrieveStudyThumbnail"),
                new Resource("instances", List.of(search("SearchForStudyInstances")), List.of()),
                new Resource(
                        "series",
                        List.of(search("SearchForStudySeries")),
                        List.of(new Resource("{SeriesInstanceUID}", List.of(retrieve("RetrieveSeries")), series()))));
    }

    private static List<Resource> series() {
        return List.of(
                leaf("metadata", "RetrieveSeriesMetadata", DATASETS),
                rendered("RetrieveRenderedSeries"),
                thumbnail("RetrieveSeriesThumbnail"),
                new Resource(
                        "instances",
                        List.of(search("SearchForStudySeriesInstances")),
                        List.of(new Resource("{SOPInstanceUID}", List.of(retrieve("RetrieveInstance")), instance()))));
    }

    private static List<Resource> instance() {
        return List.of(
                leaf("metadata", "RetrieveInstanceMetadata", DATASETS),
                rendered("RetrieveRenderedInstance"),
                thumbnail("RetrieveInstanceThumbnail"),
                new Resource("bulkdata", List.of(), List.of(leaf("{BulkDataReference}", "RetrieveBulkData", OCTETS))),
                new Resource(
                        "frames",
                        List.of(),
                        List.of(new Resource(
                                "{Frames}",
                                List.of(new Transaction("GET", "RetrieveFrames", List.of(), List.of(), frames())),
                                List.of(rendered("RetrieveRenderedFrames"), thumbnail("RetrieveFrameThumbnail"))))));
    }

    private static List<String> frames() {
        return Stream.concat(
                        OCTETS.stream(),
                        Stream.of("image/jpeg", "image/dicom-rle", "image/jls", "image/jp2", "image/jphc")
                                .map("multipart/related; type=\"%s\""::formatted))
                .toList();
    }

    private static Resource leaf(String path, String id, List<String> types) {
        return new Resource(path, List.of(new Transaction("GET", id, List.of(), List.of(), types)), List.of());
    }

    private static Resource rendered(String id) {
        List<Parameter> parameters = List.of(
                Parameter.of("window"),
                Parameter.of("viewport"),
                Parameter.of("quality"),
                Parameter.of("annotation", "patient", "technique"),
                Parameter.of("accept"));
        return new Resource(
                "rendered", List.of(new Transaction("GET", id, parameters, List.of(), PICTURES)), List.of());
    }

    private static Resource thumbnail(String id) {
        return new Resource(
                "thumbnail",
                List.of(new Transaction(
                        "GET", id, List.of(Parameter.of("viewport"), Parameter.of("accept")), List.of(), PICTURES)),
                List.of());
    }

    private static Transaction search(String id) {
        return new Transaction("GET", id, PAGE, List.of(), DATASETS);
    }

    private static Transaction retrieve(String id) {
        return new Transaction("GET", id, List.of(), List.of(), OBJECTS);
    }

    private static Transaction store(String id) {
        return new Transaction(
                "POST",
                id,
                List.of(),
                List.of(
                        "multipart/related; type=\"application/dicom\"",
                        "multipart/related; type=\"application/dicom+json\"",
                        "multipart/related; type=\"application/dicom+xml\""),
                List.of("application/dicom+json", "application/dicom+xml"));
    }

    private static List<String> syntaxes() {
        return Arrays.stream(Encoding.values())
                .map(each -> ";transfer-syntax=" + each.syntax().uid())
                .toList();
    }

    private static List<String> typed(List<String> types, List<String> stored, List<String> written) {
        return types.stream()
                .flatMap(type -> Stream.concat(stored.stream(), written.stream())
                        .map(syntax -> "multipart/related; type=\"%s\"%s".formatted(type, syntax)))
                .toList();
    }
}
