package org.isocenter.cli.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.isocenter.cli.intake.Budget;

/**
 * What a run is asked to do, apart from what it looks at.
 *
 * @param seed of everything that is drawn
 * @param weights safetensors of ImageNet as the start of the chain
 * @param encoder architecture
 * @param imageSize side of a view in pixels
 * @param epochs of pretraining
 * @param minutes after which pretraining ends though epochs are left
 * @param budget labels of a head
 * @param actOnFlags whether heads are trained once more without flagged training images
 */
record DemoPlan(
        long seed,
        Optional<Path> weights,
        String encoder,
        int imageSize,
        int epochs,
        Optional<Double> minutes,
        Budget budget,
        boolean actOnFlags) {}
