/** A disk for tests that notes what is forced, moved and made on it, and that can be told to fail. Nothing here knows what the files mean. */
@NullMarked
package org.isocenter.platform.testing.disk;

import org.jspecify.annotations.NullMarked;
