package org.isocenter.training.curation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.isocenter.platform.curation.CurationIssue.BLANK;
import static org.isocenter.platform.curation.CurationIssue.EXACT_DUPLICATE;
import static org.isocenter.platform.curation.CurationIssue.NEAR_DUPLICATE;
import static org.isocenter.platform.curation.CurationIssue.NOISE;
import static org.isocenter.platform.curation.CurationIssue.OUTLIER;
import static org.isocenter.platform.curation.CurationIssue.SUSPICIOUS_LABEL;
import static org.isocenter.platform.curation.CurationIssue.WRONG_POLARITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.training.data.Embedder;

/**
 * Looks through a set once and says what may be wrong with it. Image figures find what embeddings do not see (inversion, noise, emptiness); embeddings
 * find what figures do not (strange images, copies, labels that contradict their neighbours).
 *
 * @param embedder features of the encoder at hand
 * @param seed of the divisions into folds
 */
public record Curator(Embedder embedder, long seed) {
    static final double NOISE_CUT = 3.4;
    static final double NOISE_FLOOR = 0.015;
    static final double NOISE_UNSEEN = 0.005;
    static final double POLARITY_CUT = 0.2;
    static final double BLANK_DEVIATION = 0.02;
    static final double OUTLIER_CUT = 4.5;
    private static final int SMALLEST_GROUP = 10;
    private static final int MIN_LABELS_PER_CLASS = 5;

    /** All findings, by image and then by issue. */
    public List<Finding> look(CurationSet set) {
        ImageTraits[] traits = IntStream.range(0, set.frames().size())
                .parallel()
                .mapToObj(i -> ImageTraits.of(set.frames().frame(i)))
                .toArray(ImageTraits[]::new);
        List<Finding> findings = new ArrayList<>(blanks(traits));
        groups(traits).forEach(group -> findings.addAll(noise(traits, group)));
        groups(traits).forEach(group -> findings.addAll(polarity(traits, group)));
        if (traits.length >= SMALLEST_GROUP) {
            embedded(set, traits, findings);
        }
        return findings;
    }

    private void embedded(CurationSet set, ImageTraits[] traits, List<Finding> findings) {
        double[][] embedding = embedder.embed(set.frames());
        double[][] mirrored = embedder.embed(new MirroredFrames(set.frames()));
        findings.addAll(outliers(embedding, fit(findings, traits.length)));
        int[] fit = fit(findings, traits.length);
        findings.addAll(copies(set, traits, embedding, mirrored));
        findings.addAll(labels(set, embedding, mirrored, fit));
    }

    /** Images without a finding so far: the others are neither judged again nor taken as examples. */
    private static int[] fit(List<Finding> findings, int count) {
        Set<Integer> unfit = findings.stream().map(Finding::place).collect(toSet());
        return IntStream.range(0, count).filter(i -> !unfit.contains(i)).toArray();
    }

    static double[][] pick(double[][] rows, int[] places) {
        return Arrays.stream(places).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    private static Collection<int[]> groups(ImageTraits[] traits) {
        return IntStream.range(0, traits.length).boxed().collect(groupingBy(i -> traits[i].group())).values().stream()
                .filter(places -> places.size() >= SMALLEST_GROUP)
                .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static List<Finding> blanks(ImageTraits[] traits) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < traits.length; i++) {
            double deviation = traits[i].statistics().deviation();
            if (deviation < BLANK_DEVIATION) {
                findings.add(new Finding(
                        i,
                        BLANK,
                        1 - deviation / BLANK_DEVIATION / 2,
                        "The image is almost of one value.",
                        Map.of("deviation", deviation, "limit", BLANK_DEVIATION)));
            }
        }
        return findings;
    }

    /** Where the noise of each image stands among its group, in robust deviations of the logarithm; differences far below a grey value do not count. */
    static double[] noiseDistances(ImageTraits[] traits, int[] group) {
        double[] level = Arrays.stream(group)
                .mapToDouble(i -> Math.log(traits[i].statistics().noise() + NOISE_UNSEEN))
                .toArray();
        RobustScale scale = RobustScale.of(level, 0.1);
        return Arrays.stream(level).map(scale::distance).toArray();
    }

    static List<Finding> noise(ImageTraits[] traits, int[] group) {
        double[] distance = noiseDistances(traits, group);
        return IntStream.range(0, group.length)
                .filter(g ->
                        distance[g] > NOISE_CUT && traits[group[g]].statistics().noise() > NOISE_FLOOR)
                .mapToObj(g -> new Finding(
                        group[g],
                        NOISE,
                        RobustScale.certainty(distance[g], NOISE_CUT, 0.5),
                        "The pixel noise is far above that of the other images of its kind.",
                        Map.of("noise", traits[group[g]].statistics().noise(), "deviationsAboveMedian", distance[g])))
                .toList();
    }

    private static List<Finding> polarity(ImageTraits[] traits, int[] group) {
        double[] score = Polarity.scores(
                Arrays.stream(group).mapToObj(i -> traits[i].small()).toArray(float[][]::new));
        return IntStream.range(0, group.length)
                .filter(g -> score[g] > POLARITY_CUT)
                .mapToObj(g -> new Finding(
                        group[g],
                        WRONG_POLARITY,
                        RobustScale.certainty(score[g], POLARITY_CUT, 0.1),
                        "Inverted, the image would look more like the others: black and white may be exchanged.",
                        Map.of("gainByInversion", score[g], "limit", POLARITY_CUT)))
                .toList();
    }

    /** Where the distance of each image to its neighbours stands, in robust deviations. */
    static double[] outlierDistances(double[][] embedding) {
        double[] distance = Outliers.distances(embedding);
        RobustScale scale = RobustScale.of(distance, 1e-3);
        return Arrays.stream(distance).map(scale::distance).toArray();
    }

    private static List<Finding> outliers(double[][] embedding, int[] fit) {
        double[] distance = outlierDistances(pick(embedding, fit));
        return IntStream.range(0, fit.length)
                .filter(i -> distance[i] > OUTLIER_CUT)
                .mapToObj(i -> new Finding(
                        fit[i],
                        OUTLIER,
                        RobustScale.certainty(distance[i], OUTLIER_CUT, 1),
                        "The image resembles none of the others: it may show something else.",
                        Map.of("deviationsAboveMedian", distance[i], "limit", OUTLIER_CUT)))
                .toList();
    }

    private static List<Finding> copies(
            CurationSet set, ImageTraits[] traits, double[][] embedding, double[][] mirrored) {
        List<Finding> findings = new ArrayList<>();
        Set<Integer> copied = new HashSet<>();
        for (Duplicates.Pair pair :
                Duplicates.exact(Arrays.stream(traits).map(ImageTraits::digest).toList())) {
            copied.add(pair.second());
            findings.add(copy(pair, EXACT_DUPLICATE, 1, "The same pixels occur in another image of the set."));
        }
        Alignment.Thumbnail[] thumbnails =
                Arrays.stream(traits).map(ImageTraits::thumbnail).toArray(Alignment.Thumbnail[]::new);
        double cut = NearDuplicates.COPY_CUT;
        for (Duplicates.Pair pair : new NearDuplicates(set, thumbnails).pairs(embedding, mirrored)) {
            if (copied.add(pair.second())) {
                double score = 0.5 + 0.5 * (pair.likeness() - cut) / (1 - cut);
                findings.add(copy(pair, NEAR_DUPLICATE, score, "Turned, mirrored or cut, another image is the same."));
            }
        }
        return findings;
    }

    private static Finding copy(Duplicates.Pair pair, CurationIssue issue, double score, String reason) {
        return new Finding(
                pair.second(), issue, score, reason, Map.of("other", pair.first(), "likeness", pair.likeness()));
    }

    /** Labels that the rest of the set contradicts. */
    private List<Finding> labels(CurationSet set, double[][] embedding, double[][] mirrored, int[] fit) {
        int[] places = Arrays.stream(fit).filter(i -> set.labels()[i] >= 0).toArray();
        int[] label = Arrays.stream(places).map(i -> set.labels()[i]).toArray();
        int classes = set.classes().size();
        if (classes < 2 || fewest(label, classes) < MIN_LABELS_PER_CLASS) {
            return List.of();
        }
        List<String> patients =
                Arrays.stream(places).mapToObj(set.patients()::get).toList();
        double[][] p = new SuspiciousLabels(label, classes, patients, seed)
                .probabilities(pick(embedding, places), pick(mirrored, places));
        return new LabelDoubts(label, classes, patients, p)
                .all().stream()
                        .map(doubt ->
                                suspicion(set, places[doubt.place()], label[doubt.place()], p[doubt.place()], doubt))
                        .toList();
    }

    private static Finding suspicion(CurationSet set, int place, int label, double[] p, LabelDoubts.Doubt doubt) {
        return new Finding(
                place,
                SUSPICIOUS_LABEL,
                0.5 + doubt.margin() / 2,
                switch (doubt.witness()) {
                    case CLASSIFIER ->
                        doubt.images() == 1
                                ? "A classifier that did not see this image expects another label."
                                : "A classifier that did not see this patient expects another label for all its images.";
                    case OTHER_IMAGES_OF_THE_PATIENT -> "The patient's other images carry another label.";
                },
                Map.of(
                        "given",
                        set.classes().get(label),
                        "expected",
                        set.classes().get(doubt.expected()),
                        "probabilityOfGiven",
                        p[label],
                        "probabilityOfExpected",
                        p[doubt.expected()],
                        "images",
                        doubt.images()));
    }

    private static long fewest(int[] label, int classes) {
        return IntStream.range(0, classes)
                .mapToLong(k -> Arrays.stream(label).filter(l -> l == k).count())
                .min()
                .orElse(0);
    }
}
