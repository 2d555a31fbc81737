package org.isocenter.training.loop;

import java.util.Map;

/** Hears what a run does, and may ask it to stop. */
public interface RunLog {
    /**
     * A step is done.
     *
     * @param progress with this step counted
     * @param figures by name: {@code loss} and, where it is a sum, its terms as {@code loss.} with a name, {@code learningRate}, {@code gradientNorm},
     *     {@code imagesPerSecond}, {@code dataWait} (the part of the step that was spent waiting for views), {@code loaderCpuPerImage} (seconds of a
     *     processor that an image's views took); every so many steps also what {@link org.isocenter.training.collapse.Signs} says
     */
    void step(RunProgress progress, Map<String, Double> figures);

    /**
     * An epoch is done.
     *
     * @param progress with this epoch counted
     * @param figures of the probe, by name
     */
    void epoch(RunProgress progress, Map<String, Double> figures);

    /** Representations collapse; each kind is told once in a run. The line says what is seen and what to change. */
    void collapse(String line);

    /** One line for people. */
    void note(String line);

    /** Whether the run should save a checkpoint and end after the step it is in. */
    boolean stopWanted();
}
