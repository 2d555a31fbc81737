/** Long work as rows: who may run it, how far it is, and the lease that fences its results. What the work does is not known here. */
@NullMarked
package org.isocenter.platform.job;

import org.jspecify.annotations.NullMarked;
