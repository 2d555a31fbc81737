package org.isocenter.training.view;

import java.util.List;
import org.isocenter.platform.imaging.Frame;

/**
 * How one view is made: a list of augmentations, a size and a normalisation.
 *
 * @param size side of the square view in pixels
 * @param normalisation what the encoder expects
 * @param augmentations drawn in this order; painted once
 */
public record ViewRecipe(int size, Normalisation normalisation, List<Augmentation> augmentations) {

    public ViewRecipe {
        augmentations = List.copyOf(augmentations);
        if (size < 1) {
            throw new IllegalArgumentException("a view has at least one pixel");
        }
    }

    /** Writes one view of a frame, (C, size, size) float32, at an offset of a batch. */
    public void write(Frame frame, ViewRandom random, float[] out, int offset) {
        write(new ViewSource(frame), random, out, offset);
    }

    /** The same for one of several views of a frame, which share what can be shared. */
    public void write(ViewSource source, ViewRandom random, float[] out, int offset) {
        ViewDraft draft = draw(source.frame().rows(), source.frame().columns(), random);
        normalisation.write(ViewPainter.paint(source, draft, size, random), out, offset);
    }

    /**
     * Writes one view of a frame and the same part of its mask.
     *
     * @param mask one channel of the frame's size, any values; sampled by the nearest place, 0 outside
     * @param labels receives size x size mask values at its own offset
     */
    public void write(
            Frame frame, Plane mask, ViewRandom random, float[] out, int offset, float[] labels, int labelOffset) {
        ViewDraft draft = draw(frame.rows(), frame.columns(), random);
        normalisation.write(ViewPainter.paint(new ViewSource(frame), draft, size, random), out, offset);
        Plane part = new Sampler(mask, draft, size, size).nearest(size, size);
        System.arraycopy(part.values(), 0, labels, labelOffset, size * size);
    }

    /** Number of float values of one view. */
    public int length() {
        return normalisation.channels() * size * size;
    }

    private ViewDraft draw(int rows, int columns, ViewRandom random) {
        ViewDraft draft = new ViewDraft(rows, columns);
        for (Augmentation augmentation : augmentations) {
            augmentation.draw(draft, random);
        }
        return draft;
    }
}
