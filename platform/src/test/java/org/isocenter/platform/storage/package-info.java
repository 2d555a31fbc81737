/** Tests of the package of the same name. */
@NullMarked
package org.isocenter.platform.storage;

import org.jspecify.annotations.NullMarked;
