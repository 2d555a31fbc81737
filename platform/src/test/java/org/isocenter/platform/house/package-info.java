/** The rules of the house, as tests that every module runs. */
@NullMarked
package org.isocenter.platform.house;

import org.jspecify.annotations.NullMarked;
