/** The audit trail outside the server: exported into a folder and verified there. How often, and what follows, is decided by the verbs. */
@NullMarked
package org.isocenter.cli.trail;

import org.jspecify.annotations.NullMarked;
