/** How failures are told apart. */
@NullMarked
package org.isocenter.platform.error;

import org.jspecify.annotations.NullMarked;
