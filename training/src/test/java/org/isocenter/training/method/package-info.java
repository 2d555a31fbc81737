/** Tests of self-supervised methods and their heads, some against golden training runs. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.method;
