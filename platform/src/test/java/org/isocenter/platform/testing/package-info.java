/**
 * What the tests of every module share: sample data and the one test stack of a build. Nothing here is a double of a part
 * that could be had for real.
 */
@NullMarked
package org.isocenter.platform.testing;

import org.jspecify.annotations.NullMarked;
