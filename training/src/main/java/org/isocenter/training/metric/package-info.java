/**
 * How good predictions are, and how sure we may be of that: figures over samples, intervals over patients. Pure functions of arrays.
 */
@NullMarked
package org.isocenter.training.metric;

import org.jspecify.annotations.NullMarked;
