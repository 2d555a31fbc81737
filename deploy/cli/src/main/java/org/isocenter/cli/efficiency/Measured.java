package org.isocenter.cli.efficiency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What a head said of the test frames.
 *
 * @param patients pseudonym of each frame
 * @param positive frames x classes, whether a class is the right one; empty for masks
 * @param scores frames x classes, its probability; for masks frames x 1, the Dice
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Measured(List<String> patients, boolean[][] positive, double[][] scores) {

    /** From the document of a head's test predictions. */
    static Measured of(JsonNode predictions, boolean masks) {
        TreeSet<String> names = new TreeSet<>();
        predictions.forEach(each -> each.path("probabilities").fieldNames().forEachRemaining(names::add));
        List<String> classes = List.copyOf(names);
        List<String> patients = new ArrayList<>();
        List<boolean[]> positive = new ArrayList<>();
        List<double[]> scores = new ArrayList<>();
        predictions.forEach(each -> {
            patients.add(each.path("patient").asText());
            if (masks) {
                scores.add(new double[] {each.path("score").asDouble()});
            } else {
                List<String> truth = Arrays.asList(each.path("truth").asText().split(";", -1));
                boolean[] right = new boolean[classes.size()];
                double[] said = new double[classes.size()];
                for (int k = 0; k < said.length; k++) {
                    right[k] = truth.contains(classes.get(k));
                    said[k] = each.path("probabilities").path(classes.get(k)).asDouble();
                }
                positive.add(right);
                scores.add(said);
            }
        });
        return new Measured(patients, positive.toArray(boolean[][]::new), scores.toArray(double[][]::new));
    }
}
