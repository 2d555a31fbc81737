/** Pictures of what a run makes of its images, for people to look at. */
@NullMarked
package org.isocenter.training.picture;

import org.jspecify.annotations.NullMarked;
