package org.isocenter.dicom.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads a NumPy archive in MedMNIST form: arrays {@code train_images}, {@code val_images}, {@code test_images} of
 * (N, rows, columns), (N, rows, columns, 3) or (N, depth, rows, columns), and {@code *_labels} of (N, 1) or (N, L). One
 * image is in memory at a time. Images are named {@code train/0}, {@code test/17}.
 */
public final class NpzImages {
    private static final List<String> PARTS = List.of("train", "val", "test");
    private static final int LARGEST_IMAGE = 1 << 29;

    private final Path file;

    public NpzImages(Path file) {
        this.file = file;
    }

    /** Hands every image to a visitor, with its name, in order. */
    public void forEach(BiConsumer<String, RasterImage> visitor) {
        visit("_images.npy", (part, in) -> readImages(part, in, visitor));
    }

    /**
     * Hands the images of one array of an archive that arrives as a stream to a visitor; other arrays are passed over.
     *
     * @param entry such as {@code train_images.npy}
     */
    public static void read(String entry, DataInputStream in, BiConsumer<String, RasterImage> visitor) {
        Optional<String> part = PARTS.stream()
                .filter(each -> entry.equals(each + "_images.npy"))
                .findFirst();
        if (part.isEmpty()) {
            return;
        }
        try {
            readImages(part.get(), in, visitor);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The labels by image name; several of one image (a value of 1 in its column) are joined by semicolons. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        visit("_labels.npy", (part, in) -> readLabels(part, in, labels));
        return labels;
    }

    private static void readImages(String part, DataInputStream in, BiConsumer<String, RasterImage> visitor)
            throws IOException {
        NpyHeader header = NpyHeader.read(in);
        NpyFrames frames = NpyFrames.of(header);
        for (int i = 0; i < header.shape().get(0); i++) {
            byte[] bytes = in.readNBytes(frames.bytes());
            if (bytes.length < frames.bytes()) {
                throw new IOException("the array ends within image " + i);
            }
            visitor.accept(part + "/" + i, frames.image(bytes));
        }
    }

    private static void readLabels(String part, DataInputStream in, Map<String, String> labels) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        int rows = header.shape().get(0);
        int columns = header.shape().size() > 1 ? header.shape().get(1) : 1;
        if (header.kind() == 'f' || (long) rows * columns * header.bytes() > LARGEST_IMAGE) {
            throw new IOException("labels are whole numbers, one row an image");
        }
        for (int row = 0; row < rows; row++) {
            List<Long> values = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                values.add(whole(in.readNBytes(header.bytes()), header));
            }
            labels.put(part + "/" + row, columns == 1 ? values.get(0).toString() : columnsSet(values));
        }
    }

    private static String columnsSet(List<Long> values) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != 0) {
                set.add(Integer.toString(i));
            }
        }
        return set.stream().collect(Collectors.joining(";"));
    }

    private static long whole(byte[] bytes, NpyHeader header) throws IOException {
        ByteBuffer value =
                ByteBuffer.wrap(bytes).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < header.bytes()) {
            throw new IOException("the labels end early");
        }
        return switch (header.bytes()) {
            case 1 -> header.kind() == 'i' ? value.get() : value.get() & 0xff;
            case 2 -> value.getShort();
            case 4 -> value.getInt();
            case 8 -> value.getLong();
            default -> throw new IOException("labels have 1 to 8 bytes");
        };
    }

    private void visit(String suffix, Visitor visitor) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String part : PARTS) {
                ZipEntry entry = zip.getEntry(part + suffix);
                if (entry != null) {
                    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
                        visitor.visit(part, new DataInputStream(in));
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static PlatformException unreadable(IOException cause) {
        return new PlatformException(
                ErrorCode.UNREADABLE_IMAGE,
                "Expected a NumPy archive with train, val and test arrays of images; its contents are damaged or of"
                        + " another form. Save it again with numpy.savez.",
                cause);
    }

    private interface Visitor {
        void visit(String part, DataInputStream in) throws IOException;
    }
}
