package org.isocenter.dicom.deidentify;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.isocenter.dicom.dataset.Dictionary;

/** Counts what was done to one object and notes which attributes the profile took away. */
final class Tally {
    private final Map<String, Integer> actions = new TreeMap<>();
    private final NavigableSet<String> takenAway = new TreeSet<>();
    private int invalidDates;

    void count(Action action, int tag, boolean topLevel) {
        actions.merge(action.code(), 1, Integer::sum);
        if (topLevel && action.takesAway()) {
            Dictionary.keyword(tag).ifPresent(takenAway::add);
        }
    }

    void countInvalidDate() {
        invalidDates++;
    }

    Map<String, Integer> actions() {
        return Map.copyOf(actions);
    }

    NavigableSet<String> takenAway() {
        return takenAway;
    }

    int invalidDates() {
        return invalidDates;
    }
}
