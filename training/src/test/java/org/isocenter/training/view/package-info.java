/** Views against golden values of torchvision, their repeatability and their speed. */
@NullMarked
package org.isocenter.training.view;

import org.jspecify.annotations.NullMarked;
