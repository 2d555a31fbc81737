package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isocenter.platform.curation.CurationIssue.NEAR_DUPLICATE;
import static org.isocenter.platform.curation.CurationIssue.NOISE;
import static org.isocenter.platform.curation.CurationIssue.OUTLIER;
import static org.isocenter.platform.curation.CurationIssue.SUSPICIOUS_LABEL;
import static org.isocenter.platform.curation.CurationIssue.WRONG_POLARITY;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What curation finds of all that is planted in the five golden sets, with ImageNet features at 64 px; prints its figures. */
@Tag("proof-ssl")
class CurationMeasurementTest {
    private static final int SETS = 5;
    private static final double CONFIDENT_LEARNING = 0.56;

    private long labelFlags;
    private long labelHits;
    private long copyHits;
    private double ranking;

    @Test
    void planted_trouble_is_found_and_wrong_labels_rank_above_plain_confident_learning() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream file =
                        Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"));
                Encoder encoder =
                        Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, Safetensors.read(file))) {
            for (int seed = 0; seed < SETS; seed++) {
                measure(PlantedSet.of(seed), new EncoderFeatures(encoder, manager, 64));
            }
        }
        System.out.printf(
                "labels: %d flags find %d of 150, mean AP of the ranking %.3f; copies: %d of 75 found%n",
                labelFlags, labelHits, ranking, copyHits);
        assertThat(copyHits).isGreaterThanOrEqualTo(57);
        assertThat(labelHits).isGreaterThanOrEqualTo(110);
        assertThat(labelFlags).isLessThanOrEqualTo(280);
        assertThat(ranking).isGreaterThan(CONFIDENT_LEARNING);
    }

    private void measure(PlantedSet planted, EncoderFeatures features) {
        List<String> own = IntStream.range(0, planted.frames().size())
                .mapToObj(Integer::toString)
                .toList();
        FramesInMemory frames = new FramesInMemory(own, planted.frames());
        int[] labels = planted.labels();
        List<Finding> findings =
                new Curator(features, 1).look(new CurationSet(frames, own, own, labels, planted.classes()));
        CurationScore noise = CurationScore.of(findings, NOISE, planted.planted("noise"));
        assertThat(noise.recall()).isEqualTo(1);
        assertThat(noise.precision()).isGreaterThan(0.9);
        CurationScore polarity = CurationScore.of(findings, WRONG_POLARITY, planted.planted("invert"));
        assertThat(polarity.recall()).isEqualTo(1);
        assertThat(polarity.precision()).isGreaterThan(0.9);
        CurationScore.of(findings, OUTLIER, planted.planted("off_topic"));
        copyHits += CurationScore.of(findings, NEAR_DUPLICATE, planted.planted("near_duplicate"))
                .hits();
        CurationScore doubts = CurationScore.of(findings, SUSPICIOUS_LABEL, planted.planted("label_flip"));
        labelHits += doubts.hits();
        labelFlags += doubts.flagged();
        ranking += averagePrecision(planted, features, frames, findings) / SETS;
    }

    /** Of all labels that curation judges, ranked by the margin against them. */
    private static double averagePrecision(
            PlantedSet planted, EncoderFeatures features, FramesInMemory frames, List<Finding> findings) {
        int[] judged = IntStream.range(0, frames.size())
                .filter(i -> findings.stream()
                        .noneMatch(f -> f.place() == i
                                && List.of(NOISE, WRONG_POLARITY, OUTLIER).contains(f.issue())))
                .toArray();
        int[] all = planted.labels();
        int[] label = IntStream.of(judged).map(i -> all[i]).toArray();
        List<String> own = IntStream.of(judged).mapToObj(Integer::toString).toList();
        double[][] p = new SuspiciousLabels(label, planted.classes().size(), own, 1)
                .probabilities(
                        Curator.pick(features.embed(frames), judged),
                        Curator.pick(features.embed(new MirroredFrames(frames)), judged));
        boolean[] flips = planted.planted("label_flip");
        boolean[] wrong = new boolean[judged.length];
        double[] margin = new double[judged.length];
        for (int i = 0; i < judged.length; i++) {
            int given = label[i];
            double[] row = p[i];
            wrong[i] = flips[judged[i]];
            margin[i] = IntStream.range(0, row.length)
                            .filter(k -> k != given)
                            .mapToDouble(k -> row[k])
                            .max()
                            .orElseThrow()
                    - row[given];
        }
        return Ranking.averagePrecision(wrong, margin);
    }
}
