package org.isocenter.training.view;

import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;
import org.jspecify.annotations.Nullable;

/** A frame and what its views share, each made once and when first asked for: the window it is seen through, its plane, and the plane's halvings. */
public final class ViewSource {
    private final Frame frame;
    private final boolean free;

    @Nullable
    private Window usual;

    @Nullable
    private Halvings whole;

    /** What the views of a frame are made from; for one thread. */
    public ViewSource(Frame frame) {
        this.frame = frame;
        this.free = DisplayWindow.isFree(frame);
    }

    Frame frame() {
        return frame;
    }

    /** The frame in 0..1 as a draft sees it: through the window drawn, where windows mean something, else as it is. */
    Halvings seen(ViewDraft draft) {
        if (!free || draft.leavesWindow()) {
            whole = whole == null ? new Halvings(free ? Plane.of(frame, usual()) : Plane.of(frame)) : whole;
            return whole;
        }
        Window chosen = draft.window;
        Window base = chosen != null && frame.unit() == ValueUnit.HOUNSFIELD ? chosen : usual();
        return new Halvings(Plane.of(frame, draft.moved(base)));
    }

    private Window usual() {
        usual = usual == null ? DisplayWindow.of(frame) : usual;
        return usual;
    }
}
