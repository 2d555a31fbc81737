package org.isocenter.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzImagesTest {
    @TempDir
    Path folder;

    @Test
    void images_and_labels_have_the_names_of_their_parts() throws IOException {
        Path file = archive(
                npy("<u2", "(2, 1, 2)", new byte[] {1, 0, 2, 1, 3, 0, 4, 0}), npy("|u1", "(2, 1)", new byte[] {5, 6}));
        List<String> names = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        new NpzImages(file).forEach((name, image) -> {
            names.add(name);
            second.add(image.at(1));
        });
        assertThat(names).containsExactly("train/0", "train/1");
        assertThat(second).containsExactly(258, 4);
        assertThat(new NpzImages(file).labels()).containsEntry("train/1", "6");
    }

    @Test
    void labels_of_several_columns_name_those_that_are_set() throws IOException {
        Path file = archive(npy("|u1", "(1, 1, 1)", new byte[1]), npy("|u1", "(1, 4)", new byte[] {0, 1, 0, 1}));
        assertThat(new NpzImages(file).labels()).containsEntry("train/0", "1;3");
    }

    @Test
    void an_array_that_ends_early_is_refused() throws IOException {
        Path file = archive(npy("|u1", "(9, 100, 100)", new byte[150]), npy("|u1", "(1, 1)", new byte[1]));
        assertThatThrownBy(() -> new NpzImages(file).forEach((name, image) -> {}))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE));
    }

    private Path archive(byte[] images, byte[] labels) throws IOException {
        Path file = folder.resolve("set.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("train_images.npy"));
            zip.write(images);
            zip.putNextEntry(new ZipEntry("train_labels.npy"));
            zip.write(labels);
        }
        return file;
    }

    private static byte[] npy(String descr, String shape, byte[] values) throws IOException {
        String head = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(descr, shape);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(values);
        return out.toByteArray();
    }
}
