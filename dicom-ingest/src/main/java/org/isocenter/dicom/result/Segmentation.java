package org.isocenter.dicom.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.result.ResultAuthor;

/**
 * Writes a Segmentation (PS3.3 A.51, C.8.20) of images of one series and one size: binary, a bit for each pixel, or fractional, a byte for the probability. A class
 * has a segment where it was drawn at all, and a frame for each image that shows it.
 *
 * @param author who drew
 * @param classes of the head, in order
 * @param fractional whether probabilities are written
 */
record Segmentation(ResultAuthor author, List<String> classes, boolean fractional) {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private static final int CERTAIN = 255;

    /**
     * An object and where its frames come from.
     *
     * @param object the Segmentation
     * @param frames in its order
     * @param looked every image that was looked at, whether or not anything was drawn on it
     */
    record Written(DicomObject object, List<SegmentFrame> frames, List<SourceFrame> looked) {
        Dataset dataset() {
            return object.dataset();
        }

        /** Which frame, counted from 1, shows a segment on an image. */
        Optional<Integer> frameOf(int segment, SourceFrame source) {
            for (int i = 0; i < frames.size(); i++) {
                SegmentFrame frame = frames.get(i);
                if (frame.segment() == segment && frame.drawn().source().equals(source)) {
                    return Optional.of(i + 1);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Writes what was drawn; empty where nothing was.
     *
     * @param images of one series and one size, at least one
     */
    Optional<Written> of(List<DrawnFrame> images) {
        List<DrawnFrame> ordered = new ArrayList<>(images);
        ordered.sort(Comparator.comparingDouble(Segmentation::alongNormal));
        List<SegmentFrame> frames = new ArrayList<>();
        for (int label = 1; label <= classes.size(); label++) {
            for (int place = 0; place < ordered.size(); place++) {
                if (isShown(ordered.get(place), label)) {
                    frames.add(new SegmentFrame(label, ordered.get(place), place + 1));
                }
            }
        }
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(new Written(
                        object(frames),
                        frames,
                        ordered.stream().map(DrawnFrame::source).toList()));
    }

    private boolean isShown(DrawnFrame image, int label) {
        if (!fractional) {
            return image.shows(label);
        }
        for (byte share : image.mask().shares().get(label - 1)) {
            if (share != 0) {
                return true;
            }
        }
        return false;
    }

    /** Place along the normal of the slices in mm; images that lie nowhere keep their order. */
    private static double alongNormal(DrawnFrame image) {
        List<String> position = image.source().position();
        List<String> orientation = image.source().orientation();
        if (position.isEmpty() || orientation.isEmpty()) {
            return 0;
        }
        double[] p = position.stream().mapToDouble(Double::parseDouble).toArray();
        double[] o = orientation.stream().mapToDouble(Double::parseDouble).toArray();
        return p[0] * (o[1] * o[5] - o[2] * o[4])
                + p[1] * (o[2] * o[3] - o[0] * o[5])
                + p[2] * (o[0] * o[4] - o[1] * o[3]);
    }

    private DicomObject object(List<SegmentFrame> frames) {
        Dataset source = frames.get(0).drawn().source().dataset();
        DrawnFrame first = frames.get(0).drawn();
        String kind = fractional ? "fractional" : "binary";
        String series = first.source().series();
        String size = first.mask().rows() + "x" + first.mask().columns();
        Fields object = DerivedObject.begin(author, source, SOP_CLASS, "SEG", kind, series, size)
                .put("SeriesNumber", fractional ? 9002 : 9001)
                .put("ImageType", "DERIVED", "PRIMARY")
                .put("ContentLabel", "SEGMENTATION")
                .put("ContentDescription", DerivedObject.longString(author.name()))
                .put("ContentCreatorName", new String[0])
                .items(
                        "ReferencedSeriesSequence",
                        DerivedObject.references(
                                frames.stream()
                                        .map(frame -> frame.drawn().source().dataset())
                                        .toList(),
                                "ReferencedInstanceSequence"));
        if (lies(frames)) {
            object.copy(source, "FrameOfReferenceUID").copyOrEmpty(source, "PositionReferenceIndicator");
        } else {
            object.copyOrEmpty(source, "PatientOrientation");
        }
        pixels(object, frames);
        object.items("SegmentSequence", segments(frames));
        new FrameGroups(new ResultUids(author).of("dimensions", kind, series, size), frames, lies(frames)).put(object);
        return DerivedObject.end(object);
    }

    /** Whether every image has its place in one frame of reference. */
    private static boolean lies(List<SegmentFrame> frames) {
        Function<SegmentFrame, SourceFrame> source = frame -> frame.drawn().source();
        return frames.stream()
                        .map(source)
                        .allMatch(image -> !image.position().isEmpty()
                                && !image.orientation().isEmpty()
                                && !image.spacing().isEmpty()
                                && image.dataset()
                                        .string(Tag.FRAME_OF_REFERENCE_UID)
                                        .isPresent())
                && frames.stream()
                                .map(source)
                                .map(image -> image.text(Tag.FRAME_OF_REFERENCE_UID))
                                .distinct()
                                .count()
                        == 1;
    }

    private List<Fields> segments(List<SegmentFrame> frames) {
        return frames.stream()
                .map(SegmentFrame::segment)
                .distinct()
                .map(this::segment)
                .toList();
    }

    private Fields segment(int label) {
        String name = classes.get(label - 1);
        return Fields.fresh()
                .put("SegmentNumber", label)
                .put("SegmentLabel", DerivedObject.longString(name))
                .put("SegmentAlgorithmType", "AUTOMATIC")
                .put("SegmentAlgorithmName", DerivedObject.longString(author.name()))
                .item(
                        "SegmentationAlgorithmIdentificationSequence",
                        Fields.fresh()
                                .item(
                                        "AlgorithmFamilyCodeSequence",
                                        Code.dicom("123110", "Artificial Intelligence")
                                                .item())
                                .put("AlgorithmName", DerivedObject.longString(author.name()))
                                .put("AlgorithmVersion", DerivedObject.longString(author.codeVersion())))
                .item(
                        "SegmentedPropertyCategoryCodeSequence",
                        Code.snomed("49755003", "Morphologically Abnormal Structure")
                                .item())
                .item("SegmentedPropertyTypeCodeSequence", Code.of(name).item());
    }

    private void pixels(Fields object, List<SegmentFrame> frames) {
        int rows = frames.get(0).drawn().mask().rows();
        int columns = frames.get(0).drawn().mask().columns();
        object.put("SamplesPerPixel", 1)
                .put("PhotometricInterpretation", "MONOCHROME2")
                .put("NumberOfFrames", frames.size())
                .put("Rows", rows)
                .put("Columns", columns)
                .put("BitsAllocated", fractional ? 8 : 1)
                .put("BitsStored", fractional ? 8 : 1)
                .put("HighBit", fractional ? 7 : 0)
                .put("PixelRepresentation", 0)
                .put("LossyImageCompression", "00")
                .put("SegmentationType", fractional ? "FRACTIONAL" : "BINARY");
        Dataset source = frames.get(0).drawn().source().dataset();
        if (source.string(Tag.LOSSY_IMAGE_COMPRESSION).filter("01"::equals).isPresent()) {
            object.copy(source, "LossyImageCompression", "LossyImageCompressionRatio", "LossyImageCompressionMethod");
        }
        if (fractional) {
            object.put("SegmentationFractionalType", "PROBABILITY").put("MaximumFractionalValue", CERTAIN);
        }
        byte[] data = fractional ? shares(frames, rows * columns) : bits(frames, rows * columns);
        object.dataset().setBytes(Tag.PIXEL_DATA, fractional ? Vr.OB : Vr.OW, data);
    }

    private static byte[] shares(List<SegmentFrame> frames, int area) {
        byte[] data = new byte[Math.multiplyExact(frames.size(), area)];
        for (int i = 0; i < frames.size(); i++) {
            SegmentFrame frame = frames.get(i);
            byte[] share = frame.drawn().mask().shares().get(frame.segment() - 1);
            System.arraycopy(share, 0, data, i * area, area);
        }
        return data;
    }

    /** Eight pixels a byte, the first in the lowest bit; a frame begins where the one before ends (PS3.5 8.1.1 and annex D). */
    private static byte[] bits(List<SegmentFrame> frames, int area) {
        byte[] data = new byte[(int) (((long) frames.size() * area + 7) / 8)];
        long at = 0;
        for (SegmentFrame frame : frames) {
            for (byte label : frame.drawn().mask().classes()) {
                if ((label & 0xff) == frame.segment()) {
                    data[(int) (at >>> 3)] |= (byte) (1 << (at & 7));
                }
                at++;
            }
        }
        return data;
    }
}
