/** Files that the command line fetches from the outside world, where there is one. The server fetches nothing. */
@NullMarked
package org.isocenter.cli.fetch;

import org.jspecify.annotations.NullMarked;
