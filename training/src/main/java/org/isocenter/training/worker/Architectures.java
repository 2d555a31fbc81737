package org.isocenter.training.worker;

import java.util.List;

/** The architectures by name. */
final class Architectures {
    static final List<String> NAMES = List.of("resnet18", "tf_efficientnet_lite0");

    private Architectures() {}
}
