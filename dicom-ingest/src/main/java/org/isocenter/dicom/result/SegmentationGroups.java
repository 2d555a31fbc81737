package org.isocenter.dicom.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.geometry.Flaw;
import org.isocenter.dicom.geometry.SeriesGeometry;
import org.isocenter.dicom.geometry.Slice;
import org.isocenter.dicom.geometry.Stack;
import org.isocenter.platform.result.ResultAuthor;

/**
 * The measurements of a Segmentation: for each class and image area and axes (TID 1410), and for each class its volume (TID 1411) where the images are one regular
 * stack of slices.
 *
 * @param author who measured
 * @param classes of the head, in order
 * @param segmentation what is measured
 */
record SegmentationGroups(ResultAuthor author, List<String> classes, Segmentation.Written segmentation) {
    private static final Code AREA = Code.snomed("42798000", "Area");
    private static final Code VOLUME = Code.snomed("118565006", "Volume");
    private static final Code LONG_AXIS = Code.snomed("103339001", "Long axis");
    private static final Code SHORT_AXIS = Code.snomed("103340004", "Short axis");
    private static final Code PIXELS = Code.unit("{pixels}", "pixels");
    private static final Code MM = Code.unit("mm", "millimeter");
    private static final Code MM2 = Code.unit("mm2", "square millimeter");
    private static final Code MM3 = Code.unit("mm3", "cubic millimeter");

    /** A tilted stack is sheared, and has the volume of an upright one. */
    private static final Set<Flaw> BENIGN = Set.of(Flaw.TILT);

    /** All groups, those of one class together. */
    List<Fields> all() {
        Map<Integer, List<SegmentFrame>> bySegment = new LinkedHashMap<>();
        segmentation.frames().forEach(frame -> bySegment
                .computeIfAbsent(frame.segment(), key -> new ArrayList<>())
                .add(frame));
        List<Fields> groups = new ArrayList<>();
        bySegment.forEach((segment, frames) -> {
            frames.stream().filter(frame -> frame.drawn().shows(segment)).forEach(frame -> groups.add(planar(frame)));
            volumeGroup(segment, frames).ifPresent(groups::add);
        });
        return groups;
    }

    private Fields planar(SegmentFrame frame) {
        SourceFrame source = frame.drawn().source();
        boolean inMm = !source.spacing().isEmpty();
        MaskMeasure measure = measure(frame);
        int number = segmentation.frameOf(frame.segment(), source).orElseThrow();
        List<Fields> children = head(
                frame.segment(),
                "%s, image %d".formatted(name(frame.segment()), frame.place()),
                source.instance() + "/" + source.number());
        children.add(Content.image(
                Code.dicom("121214", "Referenced Segmentation Frame"),
                reference().put("ReferencedFrameNumber", number)));
        children.add(Content.image(Code.dicom("121233", "Source image for segmentation"), source.reference()));
        children.add(Content.number(AREA, measure.area(), inMm ? MM2 : PIXELS));
        children.add(Content.number(LONG_AXIS, measure.longAxis(), inMm ? MM : PIXELS));
        children.add(Content.number(SHORT_AXIS, measure.shortAxis(), inMm ? MM : PIXELS));
        if (measure.parts() > 1) {
            children.add(Content.text(
                    Content.CONTAINS,
                    Code.dicom("121106", "Comment"),
                    "The axes are those of the largest of %d separate parts.".formatted(measure.parts())));
        }
        return Content.container(Content.CONTAINS, Code.dicom("125007", "Measurement Group"), children);
    }

    private Optional<Fields> volumeGroup(int segment, List<SegmentFrame> frames) {
        return sliceDistance().map(distance -> {
            double volume = distance
                    * frames.stream()
                            .filter(frame -> frame.drawn().shows(segment))
                            .mapToDouble(frame -> measure(frame).area())
                            .sum();
            List<Fields> children = head(segment, name(segment), "all");
            children.add(Content.image(
                    Code.dicom("121191", "Referenced Segment"), reference().put("ReferencedSegmentNumber", segment)));
            frames.forEach(frame -> children.add(Content.image(
                    Code.dicom("121233", "Source image for segmentation"),
                    frame.drawn().source().reference())));
            children.add(Content.number(VOLUME, volume, MM3));
            return Content.container(Content.CONTAINS, Code.dicom("125007", "Measurement Group"), children);
        });
    }

    private List<Fields> head(int segment, String tracking, String place) {
        List<Fields> children = new ArrayList<>();
        children.add(Content.text(Content.CONTEXT, Code.dicom("112039", "Tracking Identifier"), tracking));
        children.add(Content.uid(
                Content.CONTEXT,
                Code.dicom("112040", "Tracking Unique Identifier"),
                new ResultUids(author).of("tracking", text(Tag.SOP_INSTANCE_UID), String.valueOf(segment), place)));
        children.add(Content.code(Content.CONTAINS, Code.dicom("121071", "Finding"), Code.of(name(segment))));
        return children;
    }

    private Fields reference() {
        return Fields.fresh()
                .put("ReferencedSOPClassUID", Segmentation.SOP_CLASS)
                .put("ReferencedSOPInstanceUID", text(Tag.SOP_INSTANCE_UID));
    }

    private String text(int tag) {
        return segmentation.dataset().string(tag).orElseThrow();
    }

    private String name(int segment) {
        return classes.get(segment - 1);
    }

    private static MaskMeasure measure(SegmentFrame frame) {
        List<String> spacing = frame.drawn().source().spacing();
        double rowStep = spacing.isEmpty() ? 1 : Double.parseDouble(spacing.get(0));
        double columnStep = spacing.isEmpty() ? 1 : Double.parseDouble(spacing.get(1));
        return MaskMeasure.of(
                frame.drawn().mask().classes(), frame.drawn().mask().columns(), frame.segment(), rowStep, columnStep);
    }

    /** Distance of the slices in mm, where all images that were looked at are one regular stack with a known pixel size. */
    private Optional<Double> sliceDistance() {
        List<Slice> slices = new ArrayList<>();
        for (SourceFrame source : segmentation.looked()) {
            if (source.spacing().isEmpty()) {
                return Optional.empty();
            }
            slices.addAll(slices(source));
        }
        List<Stack> stacks = SeriesGeometry.of(slices).stacks();
        boolean isWhole = slices.size() == segmentation.looked().size()
                && stacks.size() == 1
                && stacks.get(0).distinctPositions() > 1
                && BENIGN.containsAll(stacks.get(0).flaws());
        return isWhole ? Optional.of(stacks.get(0).spacing().median()) : Optional.empty();
    }

    private static List<Slice> slices(SourceFrame source) {
        Dataset dataset = source.dataset();
        if (!source.isOneOfMany()) {
            return Slice.of(source.instance(), dataset).stream().toList();
        }
        List<Slice> frames = Slice.framesOf(dataset);
        return source.number() < frames.size() ? List.of(frames.get(source.number())) : List.of();
    }
}
