package org.isocenter.training.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.training.data.FrameSource;

/**
 * How well labelled training images find their class among the labelled images of other patients: k-NN, leaving one patient out at a time, as balanced
 * accuracy. Only training labels come here.
 *
 * @param frames labelled training images
 * @param label class of each
 * @param classes number of classes
 * @param patients patient of each
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LabelledProbe(FrameSource frames, int[] label, int classes, List<String> patients) {
    private static final int NEIGHBOURS = 20;
    private static final double TEMPERATURE = 0.07;

    public LabelledProbe {
        patients = List.copyOf(patients);
        if (label.length != frames.size() || patients.size() != frames.size()) {
            throw new IllegalArgumentException("one label and one patient per image, %d images, %d labels, %d patients"
                    .formatted(frames.size(), label.length, patients.size()));
        }
    }

    /** {@code knn}, the balanced accuracy, and {@code featureStd}, the mean deviation of the normalised features times √D (1 is spread out, 0 collapsed). */
    public Map<String, Double> measure(double[][] features) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("knn", balancedAccuracy(features));
        figures.put("featureStd", spread(KnnProbe.normalised(features)));
        return figures;
    }

    private double balancedAccuracy(double[][] features) {
        int[] right = new int[classes];
        int[] all = new int[classes];
        for (int i = 0; i < label.length; i++) {
            all[label[i]]++;
            right[label[i]] += predicted(features, i) == label[i] ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .filter(k -> all[k] > 0)
                .mapToDouble(k -> (double) right[k] / all[k])
                .average()
                .orElse(Double.NaN);
    }

    private int predicted(double[][] features, int sample) {
        int[] others = IntStream.range(0, label.length)
                .filter(i -> !patients.get(i).equals(patients.get(sample)))
                .toArray();
        double[][] train = IntStream.of(others).mapToObj(i -> features[i]).toArray(double[][]::new);
        int[] trainLabels = IntStream.of(others).map(i -> label[i]).toArray();
        double[] votes = new KnnProbe(Math.min(NEIGHBOURS, Math.max(1, smallestClass())), TEMPERATURE)
                .scores(train, trainLabels, classes, new double[][] {features[sample]})[0];
        return IntStream.range(0, classes)
                .reduce((a, b) -> votes[b] > votes[a] ? b : a)
                .orElseThrow();
    }

    private int smallestClass() {
        return (int) IntStream.range(0, classes)
                .mapToLong(k -> IntStream.of(label).filter(l -> l == k).count())
                .filter(n -> n > 0)
                .min()
                .orElse(1);
    }

    private static double spread(double[][] unit) {
        int width = unit[0].length;
        double sum = 0;
        for (int d = 0; d < width; d++) {
            int column = d;
            double mean = IntStream.range(0, unit.length)
                    .mapToDouble(i -> unit[i][column])
                    .average()
                    .orElse(0);
            double variance = IntStream.range(0, unit.length)
                            .mapToDouble(i -> (unit[i][column] - mean) * (unit[i][column] - mean))
                            .sum()
                    / Math.max(1, unit.length - 1);
            sum += Math.sqrt(variance);
        }
        return sum / width * Math.sqrt(width);
    }
}
