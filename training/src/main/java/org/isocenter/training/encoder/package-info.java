/** Networks from images to representations: their shape, their start, their state under torchvision's and timm's names. Losses, heads and loops live next door. */
@NullMarked
package org.isocenter.training.encoder;

import org.jspecify.annotations.NullMarked;
