package org.isocenter.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class Part10Test {
    private static final long LARGEST = 4L << 20;

    @Test
    void what_is_written_again_reads_back_equal() throws IOException {
        List<String> different = new ArrayList<>();
        int read = 0;
        for (Path file : files()) {
            DicomObject first = Part10Reader.read(file);
            byte[] written = Part10Writer.bytes(first);
            DicomObject again = Part10Reader.read(written);
            read++;
            if (!Arrays.equals(
                    Part10Writer.dataset(first.dataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                    Part10Writer.dataset(again.dataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))) {
                different.add(file.getFileName().toString());
            }
        }
        assertThat(different).isEmpty();
        assertThat(read).isGreaterThanOrEqualTo(67);
    }

    @Test
    void every_encoding_carries_the_same_values() {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.set(Tag.ROWS, Vr.US, "513");
        Dataset item = new Dataset();
        item.set(Tag.CODE_VALUE, Vr.SH, "113100");
        dataset.setItems(0x00081032, List.of(item));
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 2, 3, 4});
        for (String uid :
                List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99")) {
            DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.of(uid));
            Dataset read = Part10Reader.read(Part10Writer.bytes(object)).dataset();
            assertThat(read.integer(Tag.ROWS)).contains(513);
            assertThat(read.items(0x00081032).get(0).string(Tag.CODE_VALUE)).contains("113100");
            assertThat(read.bytes(Tag.PIXEL_DATA)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void what_is_no_dicom_object_is_refused_with_its_code() {
        refused("a text that only calls itself .dcm".getBytes(StandardCharsets.US_ASCII), ErrorCode.NOT_DICOM);
        refused(new byte[0], ErrorCode.NOT_DICOM);
        byte[] good = small();
        refused(Arrays.copyOf(good, good.length - 3), ErrorCode.TRUNCATED);
        refused(Arrays.copyOf(large(), 2000), ErrorCode.TRUNCATED);
        byte[] huge = good.clone();
        Arrays.fill(huge, huge.length - 8, huge.length - 4, (byte) 0xee);
        refused(huge, ErrorCode.ELEMENT_TOO_LARGE);
    }

    @Test
    void a_file_without_preamble_is_read_by_its_first_element() {
        byte[] good = small();
        assertThat(Part10Reader.read(Arrays.copyOfRange(good, 132, good.length))
                        .dataset()
                        .string(Tag.SOP_INSTANCE_UID))
                .contains("1.2.3");
        Dataset dataset = new Dataset();
        dataset.set(Tag.ROWS, Vr.US, "513");
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        for (TransferSyntax syntax : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            DicomObject bare = Part10Reader.read(Part10Writer.dataset(dataset, syntax));
            assertThat(bare.dataset().integer(Tag.ROWS)).contains(513);
            assertThat(bare.transferSyntax()).isEqualTo(syntax);
        }
    }

    @Test
    void what_came_before_a_fault_is_kept() {
        byte[] good = small();
        Reading cut = Part10Reader.readAsFar(Arrays.copyOf(good, good.length - 3));
        assertThat(cut.object().dataset().string(Tag.SOP_INSTANCE_UID)).contains("1.2.3");
        assertThat(cut.object().dataset().bytes(Tag.PIXEL_DATA)).containsExactly(1);
        assertThat(cut.fault()).map(PlatformException::code).contains(ErrorCode.TRUNCATED);
    }

    @Test
    void file_meta_information_in_the_data_set_is_refused() {
        Dataset dataset = new Dataset();
        dataset.set(0x00010010, Vr.LO, "X");
        dataset.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        refused(Part10Writer.bytes(object), ErrorCode.ILLEGAL_ELEMENT);
    }

    @Test
    void private_attributes_and_sequences_survive_implicit_vr() {
        Dataset item = new Dataset();
        item.set(Tag.CODE_VALUE, Vr.SH, "113100");
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.set(0x00190010, Vr.LO, "GEMS_ACQU_01");
        dataset.set(0x0019101A, Vr.DS, "12.5");
        dataset.setItems(0x001910FF, List.of(item));
        byte[] implicit = Part10Writer.dataset(dataset, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        Dataset read = Part10Reader.read(implicit).dataset();
        assertThat(read.doubles(0x0019101A)).containsExactly(12.5);
        assertThat(read.items(0x001910FF).get(0).string(Tag.CODE_VALUE)).contains("113100");
    }

    @Test
    void damaged_bytes_are_read_or_refused_and_nothing_else() throws IOException {
        SplittableRandom random = new SplittableRandom(77);
        List<Path> files = files();
        for (int round = 0; round < 1500; round++) {
            byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
            for (int i = 0; i < 6; i++) {
                bytes[random.nextInt(128, Math.min(bytes.length, 4000))] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Part10Reader.read(bytes).dataset()).isNotNull();
            } catch (PlatformException e) {
                assertThat(e.code().id()).startsWith("ISO-10");
            }
        }
    }

    private static byte[] small() {
        return withPixels(new byte[] {1, 2, 3, 4});
    }

    private static byte[] large() {
        return withPixels(new byte[100_000]);
    }

    private static byte[] withPixels(byte[] pixels) {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OB, pixels);
        return Part10Writer.bytes(new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private static void refused(byte[] bytes, ErrorCode code) {
        assertThatThrownBy(() -> Part10Reader.read(bytes))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** The planted set: every plain syntax, RLE, nesting, character sets. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(SharedData.golden("deid/input"))) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() < LARGEST)
                    .sorted()
                    .toList();
        }
    }
}
