package org.isocenter.annotation.labelfile;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.cohort.Partition;

/**
 * One row of a label file.
 *
 * @param line where it stands, counted from 1
 * @param subject what it names
 * @param classes its words; empty for "none of them"
 * @param masks relative paths of mask files, to be united
 * @param partition the side it asks for
 */
public record LabelRow(
        int line, Subject subject, List<String> classes, List<String> masks, Optional<Partition> partition) {
    public LabelRow {
        classes = List.copyOf(classes);
        masks = List.copyOf(masks);
    }

    /** A row of the side UNLABELLED has no label, whatever stands beside it. */
    public boolean isLabelled() {
        return partition.filter(Partition.UNLABELLED::equals).isEmpty();
    }

    /** How a row names what it labels. */
    public enum Name {
        IMAGE,
        SOP_UID,
        SERIES_UID,
        STUDY_UID,
        PATIENT
    }

    /**
     * What a row labels, in the words of the person who wrote it; never logged and never kept.
     *
     * @param name by what
     * @param value a relative path, an original UID or an original patient identifier
     */
    public record Subject(Name name, String value) {
        @Override
        public String toString() {
            return name.toString();
        }
    }
}
