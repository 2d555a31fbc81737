package org.isocenter.training.curation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decides which labels to doubt. A label is doubted where held-out probabilities speak for another one by a clear margin (the normalised margin of
 * confident learning, Northcutt 2021): ranked by it, planted errors stand higher than ranked by the probability of the given label alone.
 *
 * <p>Where labels belong to patients, that is where nearly all images carry the label of most of their patient's images, an image that does not is
 * doubted at once, and a patient's common label is doubted as a whole, by the mean over its images and under the image that speaks against it most: one
 * decision was made for all of them. Where labels differ within patients by nature, and without patients, each image stands for itself.
 *
 * @param label class of each image
 * @param classes number of classes
 * @param patients patient of each image
 * @param probabilities class probabilities of each image from what saw neither it nor its patient
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LabelDoubts(int[] label, int classes, List<String> patients, double[][] probabilities) {
    private static final double MARGIN_CUT = 1.0 / 3;
    private static final double BELONG_TO_PATIENTS = 0.9;

    /** What contradicts a label. */
    enum Witness {
        CLASSIFIER,
        OTHER_IMAGES_OF_THE_PATIENT
    }

    /**
     * A label that may be wrong.
     *
     * @param place of the image
     * @param expected the likelier class
     * @param margin by which it is likelier, 0 to 1
     * @param witness what says so
     * @param images of the patient for which this holds
     */
    record Doubt(int place, int expected, double margin, Witness witness, int images) {}

    /** All doubts, by image. */
    List<Doubt> all() {
        List<int[]> byPatient = groups(patients);
        List<int[]> units = belongToPatients(byPatient)
                ? byPatient
                : IntStream.range(0, label.length).mapToObj(i -> new int[] {i}).toList();
        List<Doubt> doubts = new ArrayList<>();
        for (int[] unit : units) {
            int common = common(unit);
            IntStream.of(unit)
                    .filter(i -> label[i] != common)
                    .forEach(i -> doubts.add(contradictedBySiblings(i, common, unit)));
            addWhole(doubts, IntStream.of(unit).filter(i -> label[i] == common).toArray(), common);
        }
        doubts.sort(Comparator.comparingInt(Doubt::place));
        return doubts;
    }

    private static List<int[]> groups(List<String> patients) {
        return IntStream.range(0, patients.size())
                .boxed()
                .collect(groupingBy(patients::get, TreeMap::new, toList()))
                .values()
                .stream()
                .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private boolean belongToPatients(List<int[]> byPatient) {
        int images = 0;
        int agreeing = 0;
        for (int[] patient : byPatient) {
            if (patient.length > 1) {
                int common = common(patient);
                images += patient.length;
                agreeing += (int)
                        IntStream.of(patient).filter(i -> label[i] == common).count();
            }
        }
        return images > 0 && agreeing >= BELONG_TO_PATIENTS * images;
    }

    /** The label that most images of a unit carry; the likelier of two equally common ones. */
    private int common(int[] unit) {
        double[] votes = new double[classes];
        double[] mean = mean(unit);
        for (int i : unit) {
            votes[label[i]]++;
        }
        return IntStream.range(0, classes)
                .boxed()
                .max(Comparator.<Integer>comparingDouble(k -> votes[k]).thenComparingDouble(k -> mean[k]))
                .orElseThrow();
    }

    private double[] mean(int[] places) {
        double[] mean = new double[classes];
        for (int i : places) {
            for (int k = 0; k < classes; k++) {
                mean[k] += probabilities[i][k] / places.length;
            }
        }
        return mean;
    }

    private Doubt contradictedBySiblings(int place, int common, int[] unit) {
        long with = IntStream.of(unit).filter(i -> label[i] == common).count();
        long same = IntStream.of(unit).filter(i -> label[i] == label[place]).count();
        double margin = (double) (with - same) / unit.length;
        return new Doubt(place, common, margin, Witness.OTHER_IMAGES_OF_THE_PATIENT, (int) with);
    }

    private void addWhole(List<Doubt> doubts, int[] places, int given) {
        double[] mean = mean(places);
        int likelier = IntStream.range(0, classes)
                .filter(k -> k != given)
                .boxed()
                .max(Comparator.comparingDouble(k -> mean[k]))
                .orElseThrow();
        if (mean[likelier] - mean[given] > MARGIN_CUT) {
            int clearest = IntStream.of(places)
                    .boxed()
                    .min(Comparator.comparingDouble(i -> probabilities[i][given]))
                    .orElseThrow();
            doubts.add(new Doubt(clearest, likelier, mean[likelier] - mean[given], Witness.CLASSIFIER, places.length));
        }
    }
}
