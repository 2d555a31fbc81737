/** Tests of the names and defaults of this module's settings. */
@NullMarked
package org.isocenter.annotation.config;

import org.jspecify.annotations.NullMarked;
