/** Encoders and heads with their lineage and evaluation reports. How they are trained is not known here. */
@NullMarked
package org.isocenter.platform.model;

import org.jspecify.annotations.NullMarked;
