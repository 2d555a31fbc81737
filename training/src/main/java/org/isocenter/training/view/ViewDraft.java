package org.isocenter.training.view;

import org.isocenter.platform.imaging.Window;
import org.jspecify.annotations.Nullable;

/**
 * What one view will be: filled in by the augmentations, drawn by {@link ViewPainter} in one pass. A fresh draft is the whole image, unchanged.
 *
 * <p>The crop is in source pixels and may be fractional; the angle is counter-clockwise in radians about the crop's centre.
 */
final class ViewDraft {
    final int rows;
    final int columns;

    double top;
    double left;
    double height;
    double width;
    double angle;
    boolean mirrored;
    boolean upsideDown;

    @Nullable
    Window window;

    double windowShift;
    double windowStretch = 1;

    double brightness = 1;
    double contrast = 1;
    double saturation = 1;
    double hue;
    boolean grey;
    double gamma = 1;
    boolean solarised;
    double blurSigma;
    double noiseSigma;

    ViewDraft(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.height = rows;
        this.width = columns;
    }

    /** Whether no window was chosen, moved or stretched. */
    boolean leavesWindow() {
        return window == null && windowShift == 0 && windowStretch == 1;
    }

    /** The base window moved by a share of its width and stretched. */
    Window moved(Window base) {
        return new Window(base.center() + windowShift * base.width(), base.width() * windowStretch);
    }
}
