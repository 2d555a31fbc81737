package org.isocenter.training.optimizer;

import java.util.List;

/** How one step turns gradients into a change of the parameters: a name in the kernel {@code optimizer}, its numbers, and what it remembers. */
public sealed interface UpdateRule permits Sgd, AdamW, Lars {

    /** The method of the kernel {@code optimizer} that does it. */
    String kernelMethod();

    /** What is remembered of every parameter, by name; each has the parameter's shape and starts at zero. */
    List<String> memories();

    /** The rule's own numbers, in the order in which its method reads them. */
    double[] numbers();
}
