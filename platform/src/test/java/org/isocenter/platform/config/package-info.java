/** Tests of the package of the same name. */
@NullMarked
package org.isocenter.platform.config;

import org.jspecify.annotations.NullMarked;
