/** What names bytes by themselves. Who signs or keys anything is decided elsewhere. */
@NullMarked
package org.isocenter.platform.digest;

import org.jspecify.annotations.NullMarked;
