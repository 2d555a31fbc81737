package org.isocenter.platform.label;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.study.FrameId;

/** Shows a person the label of a frame; training may not import this type, for it knows no split. */
public interface LabelView {

    /** All labels of a set in the order of their frames. */
    List<Label> all(UUID labelSet);

    Optional<Label> label(UUID labelSet, FrameId frame);
}
