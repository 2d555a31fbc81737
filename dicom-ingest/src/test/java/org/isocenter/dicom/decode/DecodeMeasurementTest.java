package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much time of one core a frame takes to decode, by syntax: the median of many, after as many to warm up. */
@Tag("proof-dicom")
class DecodeMeasurementTest {
    private static final long ROUND = 2_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The last figure is what independent decoders in C took for the like, times 10: beyond it something is broken. */
    @ParameterizedTest
    @CsvSource({
        "cornerstone3D/CTImage.dcm, 10",
        "cornerstone3D/CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm, 10",
        "cornerstone3D/CTImage.dcm_RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm, 10",
        "cornerstone3D/CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm, 27",
        "cornerstone3D/CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm, 27",
        "cornerstone3D/CTImage.dcm_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm, 50",
        "cornerstone3D/CTImage.dcm_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm, 50",
        "cornerstone3D/CTImage.dcm_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm, 50",
        "cornerstone3D/CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm, 50",
        "cornerstone3D/CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm, 60",
        "cornerstone3D/CTImage.dcm_JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81.dcm, 60",
        "cornerstone3D/CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm, 300",
        "cornerstone3D/CTImage.dcm_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm, 300",
        "nema-wg04/MG1_J2KI, 6700",
        "pydicom-data/HTJ2KLossless_08_RGB.dcm, 300",
        "pydicom-data/HTJ2K_08_RGB.dcm, 300",
        "pydicom-data/liver_deflate.dcm, 10",
    })
    void a_frame_decodes_in(String path, double limit) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.data("dicom").resolve(path));
        double milliseconds = median(object);
        System.out.printf(
                "decode %-28s %5d x %-5d %9.2f ms/frame  %s%n",
                object.transferSyntax().uid(),
                PixelLayout.of(object.dataset()).rows(),
                PixelLayout.of(object.dataset()).columns(),
                milliseconds,
                Path.of(path).getFileName());
        assertThat(milliseconds).isLessThan(limit);
    }

    private static double median(DicomObject object) {
        round(object);
        long[] times = round(object);
        Arrays.sort(times);
        return times[times.length / 2] / 1e6;
    }

    /** Two seconds' worth of decodings, at least three. */
    private static long[] round(DicomObject object) {
        long[] times = new long[100_000];
        long end = System.nanoTime() + ROUND;
        int count = 0;
        while (count < times.length && (count < 3 || System.nanoTime() < end)) {
            long start = THREADS.getCurrentThreadCpuTime();
            StoredFrame frame = StoredFrame.of(object, 0);
            times[count++] = THREADS.getCurrentThreadCpuTime() - start;
            assertThat(frame.samples().length()).isPositive();
        }
        return Arrays.copyOf(times, count);
    }
}
