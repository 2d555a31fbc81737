package org.isocenter.dicom.decode;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;

/** Stored values to the quantity that the scanner measured: by a table, or by slope and intercept (PS3.3 C.11.1). */
public final class ModalityTransform implements DoubleUnaryOperator {
    private final Optional<LookupTable> table;
    private final double slope;
    private final double intercept;

    private ModalityTransform(Optional<LookupTable> table, double slope, double intercept) {
        this.table = table;
        this.slope = slope;
        this.intercept = intercept;
    }

    /** The transform of a frame, counted from 0; a header that states none leaves values as they are. */
    public static ModalityTransform of(Dataset dataset, int frame) {
        boolean signed = dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
        FrameHeader header = new FrameHeader(dataset, frame);
        return new ModalityTransform(
                LookupTable.of(dataset, Tag.MODALITY_LUT_SEQUENCE, signed), header.slope(), header.intercept());
    }

    @Override
    public double applyAsDouble(double stored) {
        return table.isPresent() ? table.get().at(stored) : stored * slope + intercept;
    }
}
