package org.isocenter.platform.imaging;

/** Distance between pixel centres in millimetres, between rows and between columns (PS3.3 10.7.1.3). */
public record PixelSpacing(double rowMm, double columnMm) {
    public PixelSpacing {
        if (!(rowMm > 0) || !(columnMm > 0)) {
            throw new IllegalArgumentException("pixel spacing is positive, not %s x %s mm".formatted(rowMm, columnMm));
        }
    }
}
