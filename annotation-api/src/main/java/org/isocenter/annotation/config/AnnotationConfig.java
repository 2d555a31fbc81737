package org.isocenter.annotation.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of labels and rendering. */
@ConfigMapping(prefix = "isocenter.annotation")
public interface AnnotationConfig {

    /** Most rows that one label file may have. */
    @WithDefault("2000000")
    int maxLabelRows();

    /** How much of a mask's colour covers the picture, from 0 (nothing) to 1 (all). */
    @WithDefault("0.4")
    double overlayOpacity();
}
