/** Tests of the trail outside the server, and a server whose trail goes on. */
@NullMarked
package org.isocenter.cli.trail;

import org.jspecify.annotations.NullMarked;
