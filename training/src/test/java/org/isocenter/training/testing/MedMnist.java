package org.isocenter.training.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FramesInMemory;

/**
 * One side of a sample archive of MedMNIST's form.
 *
 * @param images grey or colour, all of one size
 * @param labels class of each
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MedMnist(FramesInMemory images, int[] labels) {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]+)\\)");

    /**
     * Reads a side.
     *
     * @param name such as {@code breastmnist}
     * @param side {@code train}, {@code val} or {@code test}
     */
    public static MedMnist of(String name, String side) {
        try (ZipFile archive =
                new ZipFile(SharedData.data("medmnist/" + name + ".npz").toFile())) {
            byte[] images = bytes(archive, side + "_images.npy");
            byte[] labels = bytes(archive, side + "_labels.npy");
            int[] shape = shape(images);
            int size = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
            int start = images.length - shape[0] * size;
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < shape[0]; i++) {
                byte[] own = Arrays.copyOfRange(images, start + i * size, start + (i + 1) * size);
                frames.add(SampleImages.frame(
                        shape[1],
                        shape[2],
                        shape.length == 4 ? new Pixels.Rgb8(own) : new Pixels.Grey16(widened(own))));
            }
            int first = labels.length - shape(labels)[0];
            return new MedMnist(
                    new FramesInMemory(
                            IntStream.range(0, shape[0])
                                    .mapToObj(i -> side + "/" + i)
                                    .toList(),
                            frames),
                    IntStream.range(first, labels.length).map(i -> labels[i]).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ZipFile archive, String entry) throws IOException {
        return archive.getInputStream(archive.getEntry(entry)).readAllBytes();
    }

    private static int[] shape(byte[] array) {
        Matcher shape = SHAPE.matcher(new String(array, 0, 128, StandardCharsets.ISO_8859_1));
        if (!shape.find()) {
            throw new IllegalArgumentException("no NumPy array of a known shape");
        }
        return Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static short[] widened(byte[] values) {
        short[] wide = new short[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) (values[i] & 0xff);
        }
        return wide;
    }
}
