package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.TestLabels;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.MeasuredClasses;
import org.isocenter.training.evaluation.Prediction;
import org.isocenter.training.evaluation.TestSet;
import org.isocenter.training.testing.MemoryBlobs;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;

class HeadPicturesTest {
    private static final int IMAGES = 16;
    private static final int SIDE = 96;
    private static final List<String> CLASSES = List.of("benign", "malignant");
    private static final ProjectId PROJECT = new ProjectId(new UUID(0, 1));

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final List<JobPicture> pictures = new ArrayList<>();

    @Test
    void right_and_wrong_images_of_different_patients_are_shown_the_surest_first() throws IOException {
        Map<String, Object> facts = show(FinetunePlan.FINETUNED, 2);
        assertThat(pictures).hasSize(1);
        JobPicture picture = pictures.get(0);
        assertThat(picture.name()).isEqualTo("explanation");
        // images 0, 1 are of one patient, 2, 3 of the next; every fourth is named wrongly, and later ones are surer
        assertThat(picture.instances())
                .extracting(SopInstanceUid::value)
                .containsExactly("1.2.16", "1.2.14", "1.2.12", "1.2.9", "1.2.5", "1.2.1");
        assertThat(picture.caption())
                .contains("Grad-CAM", "benign named benign (0.75); ", "benign named malignant", "rank correlation");
        assertThat(facts)
                .containsEntry("method", "Grad-CAM")
                .containsEntry("images", 6)
                .containsEntry("picture", "explanation");
        BufferedImage image = image(picture);
        assertThat(image.getHeight()).isEqualTo(4 + 6 * (2 * SIDE + 4));
        assertThat(image.getWidth()).isEqualTo(4 + 2 * (2 * SIDE + 4) + 12);
    }

    @Test
    void a_linear_head_looks_through_the_encoder_that_it_stands_on() throws IOException {
        show(FinetunePlan.LINEAR, 2);
        show(FinetunePlan.FINETUNED, 2);
        BlobKey linear = pictures.get(0).blob();
        assertThat(blobs.open(linear).readAllBytes())
                .isEqualTo(blobs.open(pictures.get(1).blob()).readAllBytes());
    }

    @Test
    void grades_are_explained_by_their_chain_of_questions() {
        assertThat(show(FinetunePlan.LINEAR, 1)).containsEntry("images", 6);
    }

    @Test
    void a_head_whose_scores_do_not_fit_the_classes_has_no_picture() {
        assertThat(show(FinetunePlan.LINEAR, 3)).isEmpty();
        assertThat(pictures).isEmpty();
    }

    private Map<String, Object> show(String kind, int rows) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("convnext_atto"), manager, 3)) {
            ModelFiles files = new ModelFiles(blobs);
            EncoderVersion start = version(files.put(encoder.weights()));
            Weights head = new Weights(Map.of("head.weight", new Tensor(new long[] {rows, 320}, gaussians(rows * 320))))
                    .and(encoder.weights().under("encoder."));
            return new HeadPictures(files, blobs::put, pictures::add)
                    .show("explanation", new HeadPictures.Stored(start, head, SIDE), report(kind), test(), 5, manager);
        }
    }

    private BufferedImage image(JobPicture picture) throws IOException {
        try (InputStream in = blobs.open(picture.blob())) {
            return ImageIO.read(in);
        }
    }

    private static EncoderVersion version(BlobKey weights) {
        return new EncoderVersion(
                new UUID(0, 2),
                PROJECT,
                "fresh",
                "convnext_atto",
                weights,
                Optional.empty(),
                Stage.RANDOM,
                "random",
                Optional.empty(),
                3,
                "test",
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
    }

    private static HeadReport report(String kind) {
        return new HeadReport(
                LabelKind.CLASSIFICATION,
                kind,
                "random",
                8,
                Map.of(),
                Evidence.NONE,
                IMAGES / 2,
                IntStream.range(0, IMAGES)
                        .mapToObj(HeadPicturesTest::prediction)
                        .toList(),
                new MeasuredClasses(new int[0], new double[0][], List.of(), false));
    }

    /** All are benign; every fourth is named malignant. */
    private static Prediction prediction(int place) {
        double sure = 0.6 + 0.01 * place;
        double benign = place % 4 == 0 ? 1 - sure : sure;
        return new Prediction(
                member(place).frame(),
                member(place).patient(),
                "benign",
                Map.of("benign", benign, "malignant", 1 - benign),
                new byte[0],
                benign);
    }

    private static TestSet test() {
        List<CohortMember> members =
                IntStream.range(0, IMAGES).mapToObj(HeadPicturesTest::member).toList();
        Map<FrameId, Label> labels = new HashMap<>();
        members.forEach(member -> labels.put(member.frame(), Label.of(member.frame(), "benign")));
        LabelScheme scheme = new LabelScheme(new UUID(0, 3), PROJECT, "x", LabelKind.CLASSIFICATION, CLASSES);
        return TestSet.of(frames(), members, new TestLabels(new UUID(0, 4), scheme, labels));
    }

    private static CohortMember member(int place) {
        return new CohortMember(
                new FrameId(new SopInstanceUid("1.2." + (place + 1)), 0),
                new BlobKey("%064x".formatted(place)),
                new Pseudonym("P" + place / 2),
                Partition.TEST);
    }

    private static FramesInMemory frames() {
        List<Frame> frames = IntStream.range(0, IMAGES)
                .mapToObj(place -> {
                    byte[] triples = new byte[3 * 80 * 60];
                    new java.util.Random(place).nextBytes(triples);
                    return SampleImages.frame(80, 60, new Pixels.Rgb8(triples));
                })
                .toList();
        return new FramesInMemory(
                IntStream.range(0, IMAGES).mapToObj(Integer::toString).toList(), frames);
    }

    private static float[] gaussians(int count) {
        SplittableRandom random = new SplittableRandom(8);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
