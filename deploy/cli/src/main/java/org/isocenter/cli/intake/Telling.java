package org.isocenter.cli.intake;

import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;

/** Tells the person who waits which step of how many begins, what it does and how long it may take. */
public final class Telling {
    private final Output output;
    private final int steps;
    private int step;

    public Telling(Output output, int steps) {
        this.output = output;
        this.steps = steps;
    }

    /** Announces the next step. */
    public void step(String sentence) {
        step++;
        output.say("[%d/%d] %s".formatted(step, steps, sentence));
    }

    /** Says what a step has shown. */
    public void found(String sentence) {
        output.say("      " + sentence);
    }

    public ProgressBar bar() {
        return output.progress();
    }
}
