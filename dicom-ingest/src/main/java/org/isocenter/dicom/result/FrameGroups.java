package org.isocenter.dicom.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Fields;

/**
 * Where the frames of a Segmentation lie and what they come from: dimensions and functional groups (PS3.3 C.7.6.16, C.7.6.17). What all frames share stands once.
 *
 * @param dimensions UID of the organisation of the dimensions
 * @param frames in order
 * @param lies whether every image has its place in the patient
 */
record FrameGroups(String dimensions, List<SegmentFrame> frames, boolean lies) {

    void put(Fields object) {
        object.item("DimensionOrganizationSequence", Fields.fresh().put("DimensionOrganizationUID", dimensions));
        object.items(
                "DimensionIndexSequence",
                List.of(
                        dimension("ReferencedSegmentNumber", "SegmentIdentificationSequence"),
                        lies
                                ? dimension("ImagePositionPatient", "PlanePositionSequence")
                                : dimension("InStackPositionNumber", "FrameContentSequence")));
        boolean oneMeasure = isOne(FrameGroups::measures);
        boolean onePlane = isOne(source -> source.orientation());
        Fields shared = Fields.fresh();
        SourceFrame first = frames.get(0).drawn().source();
        if (oneMeasure) {
            putMeasures(shared, first);
        }
        if (lies && onePlane) {
            putPlane(shared, first);
        }
        object.item("SharedFunctionalGroupsSequence", shared);
        List<Fields> own = new ArrayList<>();
        for (SegmentFrame frame : frames) {
            Fields group = group(frame);
            if (!oneMeasure) {
                putMeasures(group, frame.drawn().source());
            }
            if (lies && !onePlane) {
                putPlane(group, frame.drawn().source());
            }
            own.add(group);
        }
        object.items("PerFrameFunctionalGroupsSequence", own);
    }

    private Fields dimension(String pointer, String group) {
        return Fields.fresh()
                .put("DimensionOrganizationUID", dimensions)
                .pointer("DimensionIndexPointer", pointer)
                .pointer("FunctionalGroupPointer", group)
                .put("DimensionDescriptionLabel", pointer);
    }

    private Fields group(SegmentFrame frame) {
        SourceFrame source = frame.drawn().source();
        Fields content = Fields.fresh()
                .put("DimensionIndexValues", String.valueOf(frame.segment()), String.valueOf(frame.place()));
        if (!lies) {
            content.put("StackID", "1").put("InStackPositionNumber", frame.place());
        }
        Fields group = Fields.fresh()
                .item("FrameContentSequence", content)
                .item("SegmentIdentificationSequence", Fields.fresh().put("ReferencedSegmentNumber", frame.segment()))
                .item(
                        "DerivationImageSequence",
                        Fields.fresh()
                                .item(
                                        "DerivationCodeSequence",
                                        Code.dicom("113076", "Segmentation").item())
                                .item(
                                        "SourceImageSequence",
                                        source.reference()
                                                .put("SpatialLocationsPreserved", "YES")
                                                .item(
                                                        "PurposeOfReferenceCodeSequence",
                                                        Code.dicom(
                                                                        "121322",
                                                                        "Source image for image processing operation")
                                                                .item())));
        if (lies) {
            group.item("PlanePositionSequence", Fields.fresh().put("ImagePositionPatient", array(source.position())));
        }
        return group;
    }

    private boolean isOne(Function<SourceFrame, Object> value) {
        return frames.stream()
                        .map(frame -> value.apply(frame.drawn().source()))
                        .distinct()
                        .count()
                == 1;
    }

    private static List<List<String>> measures(SourceFrame source) {
        return List.of(source.spacing(), source.thickness());
    }

    /** Readers expect a thickness beside the spacing; the source of a picture that lies nowhere keeps its spacing to itself. */
    private void putMeasures(Fields group, SourceFrame source) {
        if (source.spacing().isEmpty() || (!lies && source.thickness().isEmpty())) {
            return;
        }
        Fields measures = Fields.fresh().put("PixelSpacing", array(source.spacing()));
        if (!source.thickness().isEmpty()) {
            measures.put("SliceThickness", array(source.thickness()));
        }
        group.item("PixelMeasuresSequence", measures);
    }

    private static void putPlane(Fields group, SourceFrame source) {
        group.item(
                "PlaneOrientationSequence", Fields.fresh().put("ImageOrientationPatient", array(source.orientation())));
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
