package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.collapse.CollapseWatch;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.method.MethodSetup;
import org.isocenter.training.method.RunLength;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.ViewProfile;
import org.junit.jupiter.api.Test;

class RunPicturesTest {
    private static final int SIDE = 64;
    private static final int IMAGES = 24;

    private final Map<BlobKey, byte[]> stored = new HashMap<>();
    private final List<JobPicture> pictures = new ArrayList<>();

    @Test
    void a_masked_autoencoder_shows_neighbours_and_reconstructions_after_epochs_that_double_and_the_last()
            throws IOException {
        show(1, 2, 3, 4, 5, 6);
        assertThat(pictures)
                .extracting(picture -> picture.name() + " " + picture.step())
                .containsExactly(
                        "neighbours 10",
                        "reconstructions 10",
                        "neighbours 20",
                        "reconstructions 20",
                        "neighbours 40",
                        "reconstructions 40",
                        "neighbours 60",
                        "reconstructions 60");
        assertThat(pictures.get(0).caption()).contains("After epoch 1", "among 16");
        assertSize(pictures.get(0), 7);
        assertSize(pictures.get(1), 3);
    }

    @Test
    void nobody_who_is_held_back_is_ever_shown() {
        show(1);
        assertThat(pictures).hasSize(2).allSatisfy(picture -> assertThat(picture.instances())
                .isNotEmpty()
                .allMatch(instance -> members().stream()
                        .anyMatch(member ->
                                member.frame().instance().equals(instance) && member.partition() == Partition.TRAIN)));
    }

    @Test
    void the_same_run_gives_the_same_pictures() {
        show(1);
        show(1);
        assertThat(pictures).hasSize(4);
        assertThat(pictures.subList(2, 4)).isEqualTo(pictures.subList(0, 2));
    }

    private void assertSize(JobPicture picture, int columns) throws IOException {
        byte[] png = stored.get(picture.blob());
        Files.write(Path.of("target", picture.name() + ".png"), png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getHeight()).isEqualTo(4 + 6 * (2 * SIDE + 4));
        assertThat(image.getWidth()).isEqualTo(4 + columns * (2 * SIDE + 4) + 12);
    }

    private void show(int... epochs) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(ToyEncoders.transformer(), manager, 1);
                SslMethod method = MethodName.MAE.create(setup(encoder, manager))) {
            RunPictures drawn = new RunPictures(frames(), members(), SIDE, 7, this::put, pictures::add);
            IntStream.of(epochs).mapToObj(RunPicturesTest::after).forEach(at -> drawn.show(method, at));
        }
    }

    private BlobKey put(byte[] png) {
        BlobKey key = new BlobKey(HexFormat.of().formatHex(sha256(png)));
        stored.put(key, png);
        return key;
    }

    private static byte[] sha256(byte[] png) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(png);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodSetup setup(Encoder encoder, NDManager manager) {
        return new MethodSetup(
                encoder,
                manager,
                ViewProfile.MR,
                SIDE,
                true,
                1,
                0.75,
                Pairs.PATIENT,
                List.of(),
                new RunLength(60, 10, 2),
                1);
    }

    private static RunProgress after(int epoch) {
        return new RunProgress(
                10L * epoch, 60, 1, 0, List.of(), List.of(), epoch, List.of(), CollapseWatch.begin(), "a machine");
    }

    private static FramesInMemory frames() {
        try (Stream<Path> files = Files.walk(SharedData.data("classification/brain_tumor_mri"))) {
            List<Path> some = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            List<Path> spread = IntStream.range(0, IMAGES)
                    .mapToObj(i -> some.get(i * some.size() / IMAGES))
                    .toList();
            return new FramesInMemory(
                    spread.stream().map(Path::toString).toList(),
                    spread.stream().map(SampleImages::colour).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two images of each patient; every third patient is held back. */
    private static List<CohortMember> members() {
        return IntStream.range(0, IMAGES)
                .mapToObj(i -> new CohortMember(
                        new FrameId(new SopInstanceUid("1.2." + i), 0),
                        new BlobKey("ab".repeat(32)),
                        new Pseudonym("P" + i / 2),
                        i / 2 % 3 == 2 ? Partition.TEST : Partition.TRAIN))
                .toList();
    }
}
