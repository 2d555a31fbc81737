package org.isocenter.annotation.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelSet;
import org.jspecify.annotations.Nullable;

/** Label sets as they are shown. */
final class LabelViews {
    private LabelViews() {}

    /**
     * A label set.
     *
     * @param labelled number of labelled frames
     * @param classes number of frames by class, in the order of the scheme
     * @param sha256 once frozen
     */
    record SetView(
            UUID id,
            UUID project,
            UUID scheme,
            String name,
            int version,
            boolean frozen,
            int labelled,
            Map<String, Long> classes,
            @Nullable String sha256) {
        static SetView of(LabelSet set, List<Label> labels) {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String word : set.scheme().classes()) {
                counts.put(
                        word,
                        labels.stream()
                                .filter(label -> label.classes().contains(word))
                                .count());
            }
            return new SetView(
                    set.id(),
                    set.project().value(),
                    set.scheme().id(),
                    set.name(),
                    set.version(),
                    set.frozen(),
                    set.count(),
                    counts,
                    set.sha256().orElse(null));
        }
    }

    /** A side that the file gives, in the form in which a cohort takes it. */
    record PlaceView(String sopInstanceUid, int frame, Partition partition) {}

    /** Which line of the file, counted from 1, named a frame: its sender can find what became of it, and nobody else. */
    record RowView(int line, String sopInstanceUid, int frame) {}

    /** What an import made; the places go into the freezing of a cohort. */
    record ImportView(SetView labelSet, List<PlaceView> places, List<RowView> rows) {}
}
