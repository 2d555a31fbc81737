package org.isocenter.training.worker;

import java.util.Map;

/**
 * One head to train.
 *
 * @param kind as in a plan, never {@code auto}
 * @param imageSize side of a view in pixels
 * @param choice how it came about, JSON values, for the head's configuration
 */
record HeadRecipe(String kind, int imageSize, Map<String, Object> choice) {
    HeadRecipe {
        choice = Map.copyOf(choice);
    }
}
