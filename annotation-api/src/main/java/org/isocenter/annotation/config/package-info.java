/** The settings of labels and rendering. No other module's settings live here. */
@NullMarked
package org.isocenter.annotation.config;

import org.jspecify.annotations.NullMarked;
