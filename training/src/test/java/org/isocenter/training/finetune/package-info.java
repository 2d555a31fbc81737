/** Few labels drawn fairly, and heads that learn from them. */
@NullMarked
package org.isocenter.training.finetune;

import org.jspecify.annotations.NullMarked;
