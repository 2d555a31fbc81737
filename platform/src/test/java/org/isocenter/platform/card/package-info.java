/** Tests of model cards. */
@NullMarked
package org.isocenter.platform.card;

import org.jspecify.annotations.NullMarked;
