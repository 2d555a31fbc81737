/** Named arrays in plain Java and their files: safetensors, and the state dicts of {@code torch.save}, which are read and never executed. No engine: a file can be looked at by a process that never trains. */
@NullMarked
package org.isocenter.training.weights;

import org.jspecify.annotations.NullMarked;
