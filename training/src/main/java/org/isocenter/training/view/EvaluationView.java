package org.isocenter.training.view;

import org.isocenter.platform.imaging.Frame;

/**
 * The plain view for features, probes and tests: no randomness, anti-aliased resize, the same normalisation as in training.
 *
 * @param size side of the square view in pixels
 * @param normalisation what the encoder expects
 * @param fit what happens to an image that is not square
 */
public record EvaluationView(int size, Normalisation normalisation, Fit fit) {

    /** How an image that is not square becomes one. */
    public enum Fit {
        /** Both sides resized independently: nothing is lost, shapes change. */
        STRETCH,
        /** Short side resized, the middle kept: shapes stay, the ends are lost. */
        CENTRE_CROP,
        /** Long side resized, black bars: nothing is lost, shapes stay. */
        LETTERBOX
    }

    /** Stretched, which loses nothing and is what the label-efficiency figures are measured with. */
    public EvaluationView(int size, Normalisation normalisation) {
        this(size, normalisation, Fit.STRETCH);
    }

    /** Writes the view of a frame, (C, size, size) float32, at an offset of a batch. */
    public void write(Frame frame, float[] out, int offset) {
        normalisation.write(plane(frame), out, offset);
    }

    /** The view before normalisation, 0..1. */
    public Plane plane(Frame frame) {
        return fitted(Plane.of(frame));
    }

    /** A mask seen through the same geometry, sampled by the nearest place. */
    public Plane mask(Plane mask) {
        ViewDraft draft = new ViewDraft(mask.rows(), mask.columns());
        double side =
                switch (fit) {
                    case STRETCH -> 0;
                    case CENTRE_CROP -> Math.min(mask.rows(), mask.columns());
                    case LETTERBOX -> Math.max(mask.rows(), mask.columns());
                };
        if (side > 0) {
            draft.top = (mask.rows() - side) / 2;
            draft.left = (mask.columns() - side) / 2;
            draft.height = side;
            draft.width = side;
        }
        return new Sampler(mask, draft, size, size).nearest(size, size);
    }

    /** Number of float values of one view. */
    public int length() {
        return normalisation.channels() * size * size;
    }

    private Plane fitted(Plane plane) {
        return switch (fit) {
            case STRETCH -> Resize.to(plane, size, size);
            case CENTRE_CROP -> cropped(plane);
            case LETTERBOX -> boxed(plane);
        };
    }

    private Plane cropped(Plane plane) {
        int side = Math.min(plane.rows(), plane.columns());
        Plane middle = plane.crop((plane.rows() - side) / 2, (plane.columns() - side) / 2, side, side);
        return Resize.to(middle, size, size);
    }

    private Plane boxed(Plane plane) {
        double scale = (double) size / Math.max(plane.rows(), plane.columns());
        int rows = Math.max(1, (int) Math.round(plane.rows() * scale));
        int columns = Math.max(1, (int) Math.round(plane.columns() * scale));
        Plane small = Resize.to(plane, rows, columns);
        Plane box = Plane.black(size, size, plane.channels());
        for (int line = 0; line < rows * plane.channels(); line++) {
            int target = ((line / rows) * size + (size - rows) / 2 + line % rows) * size + (size - columns) / 2;
            System.arraycopy(small.values(), line * columns, box.values(), target, columns);
        }
        return box;
    }
}
