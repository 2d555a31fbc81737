/** How near an image lies to those that a head was trained on, so that the head need not answer about what it has never seen. No head is known here. */
@NullMarked
package org.isocenter.training.familiarity;

import org.jspecify.annotations.NullMarked;
