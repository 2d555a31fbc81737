package org.isocenter.training.view;

import java.util.List;
import org.isocenter.platform.imaging.Window;

/**
 * One of several windows, each as likely, in place of the object's own: lung, soft tissue, bone for CT. Only for frames in Hounsfield units.
 *
 * @param windows at least one, in Hounsfield units
 */
public record WindowChoice(List<Window> windows) implements Augmentation {
    public WindowChoice {
        windows = List.copyOf(windows);
    }

    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.window = windows.get(random.nextInt(windows.size()));
    }
}
