package org.isocenter.training.evaluation;

import java.util.Optional;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.PixelSpacing;
import org.isocenter.training.metric.Grid;
import org.isocenter.training.metric.Lesions;
import org.isocenter.training.metric.Overlap;
import org.isocenter.training.metric.SurfaceDistances;

/**
 * How a predicted region of one frame lies to the true one.
 *
 * @param dice overlap, 1 where both are empty and 0 where one alone is
 * @param iou likewise
 * @param hausdorff95 in mm; NaN where the frame states no pixel spacing, or a region is empty
 * @param surfaceDistance average symmetric, in mm; likewise
 * @param lesions connected parts found and missed
 */
record RegionFigures(double dice, double iou, double hausdorff95, double surfaceDistance, Lesions lesions) {

    /** Of two masks of a frame, any value but 0 is inside. */
    static RegionFigures of(byte[] predicted, byte[] reference, Frame frame) {
        Overlap overlap = Overlap.of(predicted, reference);
        Optional<SurfaceDistances> distances = overlap.predicted() == 0 || overlap.reference() == 0
                ? Optional.empty()
                : frame.spacing().map(spacing -> SurfaceDistances.of(predicted, reference, grid(frame, spacing)));
        return new RegionFigures(
                overlap.dice(),
                overlap.iou(),
                distances.map(SurfaceDistances::hausdorff95).orElse(Double.NaN),
                distances.map(SurfaceDistances::average).orElse(Double.NaN),
                Lesions.of(predicted, reference, Grid.of(frame.rows(), frame.columns())));
    }

    private static Grid grid(Frame frame, PixelSpacing spacing) {
        return new Grid(new int[] {frame.rows(), frame.columns()}, new double[] {spacing.rowMm(), spacing.columnMm()});
    }
}
