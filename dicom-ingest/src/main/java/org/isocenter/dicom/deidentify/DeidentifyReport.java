package org.isocenter.dicom.deidentify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of every file of a folder.
 *
 * @param files one entry a file, in the order of their paths
 * @param keyId short public name of the key
 * @param profile the profile with its options
 */
public record DeidentifyReport(List<Entry> files, String keyId, String profile) {

    /** What can become of a file. */
    public enum Outcome {
        WRITTEN,
        HELD,
        FAILED
    }

    /**
     * One file.
     *
     * @param input path as it was found; the report stays with whoever may see it
     * @param output path relative to the output folder; null where nothing was written
     * @param outcome written, held back by rule, or failed
     * @param reasons error codes with their sentences; empty where written
     * @param actions how often each action was taken
     */
    public record Entry(
            String input,
            @Nullable String output,
            Outcome outcome,
            List<String> reasons,
            Map<String, Integer> actions) {}

    /** Number of files with an outcome. */
    public long count(Outcome outcome) {
        return files.stream().filter(file -> file.outcome() == outcome).count();
    }
}
