/** Defaults and names of the worker's settings. */
@NullMarked
package org.isocenter.training.config;

import org.jspecify.annotations.NullMarked;
