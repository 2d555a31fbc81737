/** Tests of the package of the same name against a real PostgreSQL. */
@NullMarked
package org.isocenter.platform.persistence;

import org.jspecify.annotations.NullMarked;
