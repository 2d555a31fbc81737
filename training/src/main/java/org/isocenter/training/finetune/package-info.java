/**
 * Heads that learn from few labels, on an encoder that learnt without any. What is here sees training labels only; test labels belong to evaluation.
 */
@NullMarked
package org.isocenter.training.finetune;

import org.jspecify.annotations.NullMarked;
