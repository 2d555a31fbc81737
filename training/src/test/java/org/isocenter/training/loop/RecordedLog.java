package org.isocenter.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers a run's curve and asks it to stop after a number of steps. */
final class RecordedLog implements RunLog {
    final List<Double> losses = new ArrayList<>();
    final List<Map<String, Double>> epochs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<String> collapses = new ArrayList<>();
    final List<Map<String, Double>> steps = new ArrayList<>();
    private final int stopAfter;
    private boolean untilCollapse;

    RecordedLog(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    RecordedLog() {
        this(Integer.MAX_VALUE);
    }

    /** Asks to stop at the first alarm, as a job does. */
    RecordedLog untilCollapse() {
        untilCollapse = true;
        return this;
    }

    @Override
    public void step(RunProgress progress, Map<String, Double> figures) {
        steps.add(figures);
        losses.add(figures.get("loss"));
    }

    @Override
    public void epoch(RunProgress progress, Map<String, Double> figures) {
        epochs.add(figures);
    }

    @Override
    public void collapse(String line) {
        collapses.add(line);
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public boolean stopWanted() {
        return losses.size() >= stopAfter || (untilCollapse && !collapses.isEmpty());
    }
}
