/** How much a head learns from how few labels: the same heads from random, ImageNet and in-domain encoders at rising budgets, as curves with intervals. */
@NullMarked
package org.isocenter.cli.efficiency;

import org.jspecify.annotations.NullMarked;
