/** The settings of the ground, each with its default and one sentence. Settings of other modules live with them. */
@NullMarked
package org.isocenter.platform.config;

import org.jspecify.annotations.NullMarked;
