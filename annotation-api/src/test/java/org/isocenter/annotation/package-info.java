/** The rules of the house for this module. Tests of a package stand beside it. */
@NullMarked
package org.isocenter.annotation;

import org.jspecify.annotations.NullMarked;
