package org.isocenter.dicom.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultAuthor;

/**
 * Writes a Comprehensive SR after TID 1500, Measurement Report (PS3.16): the images that were looked at, and a group of measurements for each finding.
 *
 * @param author who reports
 * @param classes of the head, in order
 */
record MeasurementReport(ResultAuthor author, List<String> classes) {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";
    private static final Code IMAGE_LIBRARY = Code.dicom("111028", "Image Library");
    private static final Code LIBRARY_GROUP = Code.dicom("126200", "Image Library Group");
    private static final Code MEASUREMENTS = Code.dicom("126010", "Imaging Measurements");
    private static final Code REPORT = Code.dicom("126000", "Imaging Measurement Report");
    private static final Code ENGLISH = new Code("en-GB", "RFC5646", "English (United Kingdom)");
    private static final Code PIXELS = Code.unit("{pixels}", "pixels");

    /** An image with what was said about it. */
    record Said(SourceFrame source, FrameResult result) {}

    /**
     * Writes the report of one study.
     *
     * @param said about its images, at least one
     * @param segmentations that the masks among it lie in
     */
    DicomObject of(List<Said> said, List<Segmentation.Written> segmentations) {
        Dataset source = said.get(0).source().dataset();
        String study = source.string(Tag.STUDY_INSTANCE_UID).orElse("");
        Fields object = DerivedObject.begin(author, source, SOP_CLASS, "SR", study)
                .put("SeriesNumber", 9003)
                .items("ReferencedPerformedProcedureStepSequence", List.of())
                .put("CompletionFlag", "COMPLETE")
                .put("VerificationFlag", "UNVERIFIED")
                .put("PreliminaryFlag", "PRELIMINARY")
                .items("PerformedProcedureCodeSequence", List.of())
                .item("CurrentRequestedProcedureEvidenceSequence", evidence(study, said, segmentations))
                .item(
                        "ContentTemplateSequence",
                        Fields.fresh().put("MappingResource", "DCMR").put("TemplateIdentifier", "1500"));
        Fields document = Content.container("", REPORT, children(said, segmentations));
        document.dataset().forEach(object.dataset()::put);
        return DerivedObject.end(object);
    }

    private static Fields evidence(String study, List<Said> said, List<Segmentation.Written> segmentations) {
        List<Dataset> objects = new ArrayList<>();
        said.forEach(each -> objects.add(each.source().dataset()));
        segmentations.forEach(each -> objects.add(each.dataset()));
        return Fields.fresh()
                .items("ReferencedSeriesSequence", DerivedObject.references(objects, "ReferencedSOPSequence"))
                .put("StudyInstanceUID", study);
    }

    private List<Fields> children(List<Said> said, List<Segmentation.Written> segmentations) {
        List<Fields> children = new ArrayList<>();
        children.add(Content.code(
                Content.MODIFIER, Code.dicom("121049", "Language of Content Item and Descendants"), ENGLISH));
        children.addAll(observer());
        children.add(Content.code(
                Content.MODIFIER,
                Code.dicom("121058", "Procedure reported"),
                Code.snomed("363679005", "Imaging procedure")));
        children.add(Content.container(Content.CONTAINS, IMAGE_LIBRARY, library(said)));
        List<Fields> groups = new ArrayList<>();
        for (Said each : said) {
            if (each.result().mask().isEmpty()) {
                groups.add(probabilities(each));
            }
        }
        segmentations.forEach(each -> groups.addAll(new SegmentationGroups(author, classes, each).all()));
        children.add(Content.container(Content.CONTAINS, MEASUREMENTS, groups));
        return children;
    }

    private List<Fields> observer() {
        return List.of(
                Content.code(Content.CONTEXT, Code.dicom("121005", "Observer Type"), Code.dicom("121007", "Device")),
                Content.uid(
                        Content.CONTEXT, Code.dicom("121012", "Device Observer UID"), new ResultUids(author).head()),
                Content.text(Content.CONTEXT, Code.dicom("121013", "Device Observer Name"), author.name()),
                Content.text(Content.CONTEXT, Code.dicom("121014", "Device Observer Manufacturer"), "Isocenter"),
                Content.text(
                        Content.CONTEXT, Code.dicom("121015", "Device Observer Model Name"), author.codeVersion()));
    }

    /** A group for each modality (TID 1600, 1602). */
    private static List<Fields> library(List<Said> said) {
        Map<String, Set<SourceFrame>> byModality = new LinkedHashMap<>();
        said.forEach(each -> byModality
                .computeIfAbsent(each.source().text(Tag.MODALITY), key -> new LinkedHashSet<>())
                .add(each.source()));
        List<Fields> groups = new ArrayList<>();
        byModality.forEach((modality, frames) -> {
            List<Fields> children = new ArrayList<>();
            if (!modality.isEmpty()) {
                children.add(Content.code(
                        Content.ACQUISITION, Code.dicom("121139", "Modality"), Code.dicom(modality, modality)));
            }
            frames.forEach(frame -> children.add(entry(frame)));
            groups.add(Content.container(Content.CONTAINS, LIBRARY_GROUP, children));
        });
        return groups;
    }

    private static Fields entry(SourceFrame frame) {
        return Content.image(frame.reference())
                .items(
                        "ContentSequence",
                        List.of(
                                size(
                                        "110910",
                                        "Pixel Data Rows",
                                        frame.dataset().integer(Tag.ROWS).orElse(0)),
                                size(
                                        "110911",
                                        "Pixel Data Columns",
                                        frame.dataset().integer(Tag.COLUMNS).orElse(0))));
    }

    private static Fields size(String code, String meaning, int pixels) {
        return Content.number(Code.dicom(code, meaning), pixels, PIXELS).put("RelationshipType", Content.ACQUISITION);
    }

    /** What a classifier says of one image (TID 1501). */
    private Fields probabilities(Said said) {
        FrameResult result = said.result();
        String place = said.source().instance() + "/" + (said.source().number() + 1);
        List<Fields> children = new ArrayList<>();
        children.add(Content.text(
                Content.CONTEXT,
                Code.dicom("112039", "Tracking Identifier"),
                "Image %d"
                                .formatted(said.source()
                                        .dataset()
                                        .integer(Tag.INSTANCE_NUMBER)
                                        .orElse(1))
                        + (said.source().isOneOfMany()
                                ? ", frame " + (said.source().number() + 1)
                                : "")));
        children.add(Content.uid(
                Content.CONTEXT,
                Code.dicom("112040", "Tracking Unique Identifier"),
                new ResultUids(author).of("tracking", place)));
        children.add(Content.image(
                Code.dicom("121112", "Source of Measurement"), said.source().reference()));
        result.probabilities()
                .forEach((name, probability) -> children.add(
                        Content.number(Code.own("Probability of " + name), probability, Code.unit("1", "no units"))));
        Code verdict = result.abstention().isPresent()
                ? Code.own("Abstained")
                : result.probabilities().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(best -> Code.of(best.getKey()))
                        .orElse(Code.own("Abstained"));
        children.add(Content.code(Content.CONTAINS, Code.own("Most probable class"), verdict));
        result.abstention()
                .ifPresent(why -> children.add(Content.text(Content.CONTAINS, Code.dicom("121106", "Comment"), why)));
        return Content.container(Content.CONTAINS, Code.dicom("125007", "Measurement Group"), children);
    }
}
