/** The benchmarks run and print what they say. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.bench;
