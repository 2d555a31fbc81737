package org.isocenter.training.picture;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.probe.KnnProbe;

/**
 * Which images an encoder finds alike, by the cosine of their representations.
 *
 * @param features (N, D), a row for each image
 * @param patients patient of each image: one of the same patient is no news
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Neighbours(double[][] features, List<String> patients) {
    public Neighbours {
        features = KnnProbe.normalised(features);
        patients = List.copyOf(patients);
    }

    /** The most alike images of other patients, the nearest first; at most so many. */
    public List<Integer> of(int image, int most) {
        return IntStream.range(0, features.length)
                .filter(other -> !patients.get(other).equals(patients.get(image)))
                .boxed()
                .sorted(Comparator.comparingDouble(other -> -KnnProbe.dot(features[image], features[other])))
                .limit(most)
                .toList();
    }
}
