package org.isocenter.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers a run's curve and asks it to stop after a number of steps. */
final class RecordedLog implements RunLog {
    final List<Double> losses = new ArrayList<>();
    final List<Map<String, Double>> epochs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final int stopAfter;

    RecordedLog(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    RecordedLog() {
        this(Integer.MAX_VALUE);
    }

    @Override
    public void step(RunProgress progress, Map<String, Double> figures) {
        losses.add(figures.get("loss"));
    }

    @Override
    public void epoch(RunProgress progress, Map<String, Double> figures) {
        epochs.add(figures);
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public boolean stopWanted() {
        return losses.size() >= stopAfter;
    }
}
