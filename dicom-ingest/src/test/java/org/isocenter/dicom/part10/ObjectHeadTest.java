package org.isocenter.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class ObjectHeadTest {
    private static final int PIXEL_GROUP = 0x7FE0_0000;

    @Test
    void the_head_is_all_that_stands_before_the_pixel_data() throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            DicomObject whole = Part10Reader.read(bytes);
            ObjectHead head = ObjectHead.read(Octets.of(bytes));
            Dataset expected = new Dataset();
            for (var element : whole.dataset()) {
                if (Integer.compareUnsigned(element.tag(), PIXEL_GROUP) < 0) {
                    expected.put(element);
                }
            }
            Optional<Integer> pixels = Stream.of(Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA)
                    .filter(whole.dataset()::contains)
                    .findFirst();
            boolean samePixels = head.pixels().map(ObjectHead.Pixels::tag).equals(pixels);
            if (!json(head.object().dataset()).equals(json(expected)) || !samePixels) {
                different.add(file.getFileName().toString());
            }
            compared++;
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void a_large_object_is_not_read_to_its_end_and_a_large_head_is() throws IOException {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.setBytes(0x00091010, Vr.OB, new byte[200_000]);
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, new byte[4 << 20]);
        byte[] bytes =
                Part10Writer.bytes(new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        AtomicLong furthest = new AtomicLong();
        ObjectHead head = ObjectHead.read(new Octets() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] part(long from, int length) {
                furthest.accumulateAndGet(from + length, Math::max);
                return Arrays.copyOfRange(bytes, (int) from, (int) from + length);
            }
        });
        assertThat(head.pixels()).contains(new ObjectHead.Pixels(Tag.PIXEL_DATA, Vr.OW));
        assertThat(furthest.get()).isLessThan(1 << 20);
        assertThat(head.object().dataset().bytes(0x00091010)).hasSize(200_000);
    }

    private static String json(Dataset dataset) {
        return DatasetJson.of(dataset, false).toString();
    }

    /** Good files that begin as the standard says. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SharedData.data("dicom/pydicom"))) {
            return all.filter(ObjectHeadTest::isWhole).sorted().toList();
        }
    }

    private static boolean isWhole(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 1 << 20) {
                return false;
            }
            Reading reading = Part10Reader.readAsFar(Files.readAllBytes(file));
            return reading.hasPrefix()
                    && reading.namesSyntax()
                    && reading.fault().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
