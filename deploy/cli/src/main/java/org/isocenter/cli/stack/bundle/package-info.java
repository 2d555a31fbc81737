/** Makes one archive that a machine without any network can start from. It only copies what was built. */
@NullMarked
package org.isocenter.cli.stack.bundle;

import org.jspecify.annotations.NullMarked;
