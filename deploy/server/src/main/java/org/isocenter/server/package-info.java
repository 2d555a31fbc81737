/** Puts the deliveries together into one application whose processes take roles. Nothing of the domain lives here. */
@NullMarked
package org.isocenter.server;

import org.jspecify.annotations.NullMarked;
