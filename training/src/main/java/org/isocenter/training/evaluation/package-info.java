/**
 * The only place that sees labels of test patients: it measures a finished head and says how sure the figure is. Nothing here trains.
 */
@NullMarked
package org.isocenter.training.evaluation;

import org.jspecify.annotations.NullMarked;
