package org.isocenter.dicom.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Extend this with another toolkit, and it may stand behind the port. */
public abstract class DicomToolkitContract {
    private static final Set<String> SYNTAXES = Set.of(
            "1.2.840.10008.1.2",
            "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.5");

    /** The toolkit under test. */
    protected abstract DicomToolkit toolkit();

    @Test
    void what_is_written_reads_back_the_same() throws IOException {
        for (String file :
                new String[] {"nested1.dcm", "nested2.dcm", "nested3.dcm", "nested4.dcm", "charset-jp.dcm"}) {
            DicomObject object = toolkit()
                    .read(Files.readAllBytes(SharedData.golden("deid/input").resolve(file)));
            byte[] written = toolkit().write(object);
            assertThat(Arrays.copyOf(written, 128)).isEqualTo(new byte[128]);
            DicomObject again = toolkit().read(written);
            assertThat(again.transferSyntax()).isEqualTo(object.transferSyntax());
            assertThat(again.dataset().string(Tag.PATIENT_NAME))
                    .isEqualTo(object.dataset().string(Tag.PATIENT_NAME));
            assertThat(toolkit().write(again)).isEqualTo(written);
        }
    }

    @Test
    void rescaled_values_span_what_independent_tools_say() throws IOException {
        int checked = 0;
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("dicom/pixels.csv"))) {
            if (isPlainGrey(row)) {
                byte[] bytes = Files.readAllBytes(SharedData.data("dicom").resolve(cell(row, "path")));
                Frame frame = toolkit().decode(toolkit().read(bytes), Integer.parseInt(cell(row, "frame")));
                double[] values = values(frame);
                assertThat(values[0]).as(cell(row, "path")).isEqualTo(Double.parseDouble(cell(row, "modality_min")));
                assertThat(values[1]).as(cell(row, "path")).isEqualTo(Double.parseDouble(cell(row, "modality_max")));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void hostile_input_is_refused_by_code() throws IOException {
        byte[] good = Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm"));
        refused(new byte[0], ErrorCode.NOT_DICOM);
        refused(Arrays.copyOf(good, good.length - 10), ErrorCode.TRUNCATED);
    }

    private void refused(byte[] bytes, ErrorCode code) {
        assertThatThrownBy(() -> toolkit().read(bytes))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static boolean isPlainGrey(Map<String, String> row) {
        return SYNTAXES.contains(cell(row, "transfer_syntax"))
                && cell(row, "status").equals("agree")
                && cell(row, "photometric_file").equals("MONOCHROME2")
                && cell(row, "modality_kind").startsWith("rescale")
                && Set.of("u1", "<u2", "<i2").contains(cell(row, "dtype"))
                && !cell(row, "path").startsWith("malformed");
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    /** Smallest and largest rescaled value, to twelve digits as the golden file prints them. */
    private static double[] values(Frame frame) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int row = 0; row < frame.rows(); row++) {
            for (int column = 0; column < frame.columns(); column++) {
                double value = frame.value(row, column, 0);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new double[] {rounded(low), rounded(high)};
    }

    private static double rounded(double value) {
        return Double.parseDouble("%.11e".formatted(value));
    }
}
