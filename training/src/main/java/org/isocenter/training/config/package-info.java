/** The settings of the worker, each with its default and one sentence. What a run does is said by its parameters, not here. */
@NullMarked
package org.isocenter.training.config;

import org.jspecify.annotations.NullMarked;
