/** Blobs, keys and signed roots in folders, each write forced to disk before it counts. What the bytes mean is not known here. */
@NullMarked
package org.isocenter.platform.storage;

import org.jspecify.annotations.NullMarked;
