package org.isocenter.dicom.decode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.PixelSpacing;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;

/** What the header says of one frame: in its own functional groups first, then the shared ones, then at the top. */
final class FrameHeader {
    private static final int FRAME_LATERALITY = 0x00209072;

    private final Dataset dataset;
    private final int frame;

    FrameHeader(Dataset dataset, int frame) {
        this.dataset = dataset;
        this.frame = frame;
    }

    double slope() {
        return number(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_SLOPE)
                .filter(slope -> slope != 0)
                .orElse(1.0);
    }

    double intercept() {
        return number(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_INTERCEPT)
                .orElse(0.0);
    }

    Optional<Window> window() {
        Optional<Double> center = number(Tag.FRAME_VOI_LUT_SEQUENCE, Tag.WINDOW_CENTER);
        Optional<Double> width = number(Tag.FRAME_VOI_LUT_SEQUENCE, Tag.WINDOW_WIDTH);
        return center.flatMap(
                c -> width.filter(w -> w > 0 && Double.isFinite(c)).map(w -> new Window(c, w)));
    }

    /** Whether a window is stated at all, usable or not. */
    boolean hasWindow() {
        return number(Tag.FRAME_VOI_LUT_SEQUENCE, Tag.WINDOW_CENTER).isPresent()
                && number(Tag.FRAME_VOI_LUT_SEQUENCE, Tag.WINDOW_WIDTH).isPresent();
    }

    String windowFunction() {
        return first(Tag.FRAME_VOI_LUT_SEQUENCE, place -> place.string(Tag.VOI_LUT_FUNCTION))
                .orElse("LINEAR");
    }

    Optional<PixelSpacing> spacing() {
        return places(Tag.PIXEL_MEASURES_SEQUENCE)
                .flatMap(place -> Stream.of(place.doubles(Tag.PIXEL_SPACING), place.doubles(Tag.IMAGER_PIXEL_SPACING)))
                .filter(pair -> pair.length == 2 && pair[0] > 0 && pair[1] > 0)
                .map(pair -> new PixelSpacing(pair[0], pair[1]))
                .findFirst();
    }

    Modality modality() {
        return dataset.string(Tag.MODALITY)
                .filter(code -> code.matches("[A-Z0-9_]{1,16}"))
                .map(Modality::new)
                .orElse(Modality.OTHER);
    }

    /**
     * Hounsfield units for CT with a rescale that does not name another unit; display values for unsigned grey of eight bits that nothing rescales, as in
     * secondary captures of pictures and in ultrasound.
     */
    ValueUnit unit() {
        boolean rescaled = number(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_INTERCEPT)
                .isPresent();
        if (!rescaled && isPicture()) {
            return ValueUnit.DISPLAY;
        }
        boolean named = first(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, place -> place.string(Tag.RESCALE_TYPE))
                .map(type -> type.equals("HU"))
                .orElse(true);
        return modality().equals(Modality.CT) && rescaled && named ? ValueUnit.HOUNSFIELD : ValueUnit.ARBITRARY;
    }

    private boolean isPicture() {
        return dataset.integer(Tag.BITS_STORED).orElse(0) == 8
                && dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 0
                && dataset.items(Tag.MODALITY_LUT_SEQUENCE).isEmpty();
    }

    Laterality laterality() {
        return Stream.of(Tag.IMAGE_LATERALITY, Tag.LATERALITY, FRAME_LATERALITY)
                .flatMap(tag -> dataset.string(tag).stream())
                .map(FrameHeader::side)
                .findFirst()
                .orElse(Laterality.UNSPECIFIED);
    }

    private static Laterality side(String code) {
        return switch (code) {
            case "L" -> Laterality.LEFT;
            case "R" -> Laterality.RIGHT;
            case "B" -> Laterality.BOTH;
            default -> Laterality.UNSPECIFIED;
        };
    }

    private Optional<Double> number(int macro, int tag) {
        return first(macro, place -> {
            double[] values = place.doubles(tag);
            return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
        });
    }

    private <T> Optional<T> first(int macro, Function<Dataset, Optional<T>> reading) {
        return places(macro).flatMap(place -> reading.apply(place).stream()).findFirst();
    }

    private Stream<Dataset> places(int macro) {
        List<Dataset> perFrame = dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        Stream<Dataset> own = frame < perFrame.size() ? perFrame.get(frame).items(macro).stream() : Stream.empty();
        Stream<Dataset> shared = dataset.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                .flatMap(item -> item.items(macro).stream());
        return Stream.of(own, shared, Stream.of(dataset)).flatMap(Function.identity());
    }
}
