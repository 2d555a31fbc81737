/** {@code isocenter bench}: figures for a claim of speed, as one document. What is measured lives in the library. */
@NullMarked
package org.isocenter.cli.bench;

import org.jspecify.annotations.NullMarked;
