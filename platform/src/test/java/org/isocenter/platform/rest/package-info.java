/** Tests of the package of the same name. */
@NullMarked
package org.isocenter.platform.rest;

import org.jspecify.annotations.NullMarked;
