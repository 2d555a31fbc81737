/** The worker against a real queue: what it does when all goes well, when it is asked to stop, and when it has lost its right. */
@NullMarked
package org.isocenter.training.worker;

import org.jspecify.annotations.NullMarked;
