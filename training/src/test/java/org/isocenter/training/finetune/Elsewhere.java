package org.isocenter.training.finetune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.isocenter.platform.testing.SharedData;

/**
 * The AUROC that another stack reached with ImageNet weights from the given draws.
 *
 * @param bySeed of the draws; a mode and budget that it did not measure has none
 */
record Elsewhere(Map<Integer, Double> bySeed) {
    private static final String BASELINE = "label-efficiency/python_baseline.csv";

    /**
     * Reads the figures of one row of the tables.
     *
     * @param mode {@code frozen} or {@code finetuned}
     * @param labels of each class, or {@link DrawnSet#ALL}
     */
    static Elsewhere of(String set, int size, String mode, int labels) {
        String start = "%s,%d,tf_efficientnet_lite0,imagenet,%s,%d,".formatted(set, size, mode, labels);
        Map<Integer, Double> bySeed = new TreeMap<>();
        try {
            Files.readAllLines(SharedData.golden(BASELINE)).stream()
                    .filter(line -> line.startsWith(start) && line.contains(",auroc,"))
                    .map(line -> line.substring(start.length()).split(","))
                    .forEach(cells -> bySeed.put(Integer.valueOf(cells[0]), Double.valueOf(cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Elsewhere(bySeed);
    }

    /** The one with the higher mean; draws that only one of them has do not count. */
    static Elsewhere better(Elsewhere one, Elsewhere other) {
        double[] both = one.bySeed.keySet().stream()
                .filter(other.bySeed::containsKey)
                .mapToDouble(seed -> one.bySeed.get(seed) - other.bySeed.get(seed))
                .toArray();
        return Arrays.stream(both).sum() < 0 ? other : one;
    }
}
