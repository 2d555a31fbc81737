/**
 * What frozen features are worth: nearest neighbours and a linear classifier, in plain Java. A probe sees features and training labels, never an image.
 */
@NullMarked
package org.isocenter.training.probe;

import org.jspecify.annotations.NullMarked;
