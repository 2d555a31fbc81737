package org.isocenter.platform.label;

/** What a label says about a frame. */
public enum LabelKind {
    CLASSIFICATION,
    SEGMENTATION
}
