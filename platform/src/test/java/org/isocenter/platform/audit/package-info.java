/** Tests of the package of the same name. */
@NullMarked
package org.isocenter.platform.audit;

import org.jspecify.annotations.NullMarked;
