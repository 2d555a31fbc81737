package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.GaussianBlur;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.junit.jupiter.api.Test;

/** What is a copy and what only looks like one, on real slices. */
class NearDuplicatesTest {
    private static final List<String> HEADS = List.of(
            "glioma/Te-gl_0016",
            "glioma/Te-gl_0034",
            "glioma/Te-gl_0230",
            "meningioma/Te-me_0120",
            "meningioma/Te-me_0131",
            "meningioma/Te-me_0149",
            "pituitary/Te-pi_0012",
            "pituitary/Te-pi_0016",
            "pituitary/Te-pi_0072",
            "pituitary/Te-pi_0265");

    @Test
    void slices_of_different_patients_at_the_same_level_are_no_copies() {
        assertThat(pairs(HEADS, HEADS, number -> 0)).isEmpty();
    }

    @Test
    void neighbouring_slices_are_no_copies_even_where_nothing_says_that_they_belong_together() {
        List<String> neighbours =
                List.of("glioma/Te-gl_0102", "glioma/Te-gl_0103", "glioma/Te-gl_0230", "glioma/Te-gl_0231");
        assertThat(pairs(neighbours, neighbours, number -> number / 2)).isEmpty();
    }

    @Test
    void a_copy_stored_anew_is_found() {
        everyCopyIsFound(NearDuplicatesTest::storedAnew);
    }

    @Test
    void a_copy_moved_by_two_pixels_is_found() {
        everyCopyIsFound(frame -> changed(frame, (values, i) -> values[Math.max(i - 6, 0)] & 0xff));
    }

    @Test
    void a_brightened_copy_is_found() {
        everyCopyIsFound(frame -> changed(frame, (values, i) -> Math.min(255, 15 + (values[i] & 0xff) * 11 / 10)));
    }

    @Test
    void a_second_exposure_of_a_patient_is_no_copy_but_its_own_copy_is() {
        List<Frame> frames = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < HEADS.size(); i++) {
            Frame first = exposed(HEADS.get(i), random);
            Frame second = exposed(HEADS.get(i), random);
            frames.addAll(List.of(first, second, storedAnew(second)));
        }
        List<String> patients =
                IntStream.range(0, frames.size()).mapToObj(i -> "P" + i / 3).toList();
        List<Duplicates.Pair> found = look(frames, patients, number -> number / 3);
        assertThat(found).hasSize(HEADS.size()).allSatisfy(pair -> {
            assertThat(pair.first() % 3).isEqualTo(1);
            assertThat(pair.second()).isEqualTo(pair.first() + 1);
        });
    }

    /** Whether the copy lies under another patient or under the same. */
    private static void everyCopyIsFound(UnaryOperator<Frame> copying) {
        List<Frame> frames =
                new ArrayList<>(HEADS.stream().map(NearDuplicatesTest::image).toList());
        frames.addAll(frames.stream().map(copying).toList());
        int count = HEADS.size();
        for (int patients : new int[] {count, 2 * count}) {
            List<String> names = IntStream.range(0, frames.size())
                    .mapToObj(i -> "P" + i % patients)
                    .toList();
            assertThat(look(frames, names, number -> number % count))
                    .hasSize(count)
                    .allSatisfy(pair -> assertThat(pair.second()).isEqualTo(pair.first() + count));
        }
    }

    private static List<Duplicates.Pair> pairs(List<String> names, List<String> patients, IntFunction<Integer> group) {
        return look(names.stream().map(NearDuplicatesTest::image).toList(), patients, group);
    }

    /** The pairs found when the embedding calls images of one group alike. */
    private static List<Duplicates.Pair> look(List<Frame> frames, List<String> patients, IntFunction<Integer> group) {
        List<String> own =
                IntStream.range(0, frames.size()).mapToObj(Integer::toString).toList();
        int[] none = new int[frames.size()];
        Arrays.fill(none, -1);
        double[][] embedding = IntStream.range(0, frames.size())
                .mapToObj(i -> {
                    double[] row = new double[2 * frames.size()];
                    row[group.apply(i)] = 1;
                    row[frames.size() + i] = 0.01;
                    return row;
                })
                .toArray(double[][]::new);
        Alignment.Thumbnail[] thumbnails = frames.stream()
                .map(frame -> Alignment.Thumbnail.of(Plane.of(frame)))
                .toArray(Alignment.Thumbnail[]::new);
        CurationSet set = new CurationSet(new FramesInMemory(own, frames), patients, own, none, List.of());
        return new NearDuplicates(set, thumbnails).pairs(embedding, embedding);
    }

    private static Frame image(String name) {
        return SampleImages.colour(SharedData.data("classification/brain_tumor_mri/" + name + ".jpg"));
    }

    private interface Change {
        int of(byte[] values, int place);
    }

    private static Frame changed(Frame frame, Change change) {
        byte[] values = ((Pixels.Rgb8) frame.pixels()).values();
        byte[] result = new byte[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) change.of(values, i);
        }
        return SampleImages.frame(frame.rows(), frame.columns(), new Pixels.Rgb8(result));
    }

    /** The same anatomy, a little aside and with noise of its own. */
    private static Frame exposed(String name, Random random) {
        Plane sharp = Resize.to(Plane.of(image(name)).grey(), 160, 160);
        int aside = random.nextInt(6);
        float[] smooth =
                GaussianBlur.apply(sharp.crop(aside, aside, 154, 154), 0.6).values();
        short[] values = new short[smooth.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (255 * smooth[i] + 8 * random.nextGaussian());
        }
        return SampleImages.frame(154, 154, new Pixels.Grey16(values));
    }

    /** Through JPEG of middling quality. */
    private static Frame storedAnew(Frame frame) {
        BufferedImage image = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_BYTE_GRAY);
        float[] grey = Plane.of(frame).grey().values();
        for (int i = 0; i < grey.length; i++) {
            image.getRaster()
                    .setSample(i % frame.columns(), i / frame.columns(), 0, Math.min(255, Math.round(255 * grey[i])));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(0.7f);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            writer.setOutput(ImageIO.createImageOutputStream(bytes));
            writer.write(null, new IIOImage(image, null, null), quality);
            writer.dispose();
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
            short[] values = new short[grey.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) read.getRaster().getSample(i % frame.columns(), i / frame.columns(), 0);
            }
            return SampleImages.frame(frame.rows(), frame.columns(), new Pixels.Grey16(values));
        } catch (IOException e) {
            throw new IllegalStateException("JPEG in memory cannot fail", e);
        }
    }
}
