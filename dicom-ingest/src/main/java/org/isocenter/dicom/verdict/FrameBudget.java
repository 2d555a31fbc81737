package org.isocenter.dicom.verdict;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Whether a frame fits the memory, before it is decoded: a header may promise far more pixels than it has bytes. */
public final class FrameBudget {
    /** What a value takes up to in all its forms together. */
    private static final int BYTES_PER_VALUE = 12;

    private FrameBudget() {}

    /** Fails with {@link ErrorCode#ELEMENT_TOO_LARGE} where a frame as declared would not fit. */
    public static void check(Dataset dataset) {
        long values = (long) dataset.integer(Tag.ROWS).orElse(0)
                * dataset.integer(Tag.COLUMNS).orElse(0)
                * dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
        if (values > Runtime.getRuntime().maxMemory() / BYTES_PER_VALUE) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE,
                    "Expected a frame that fits the memory; the header declares %d values.".formatted(values));
        }
    }
}
