package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.DeidentifyReport.Entry;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real and malformed files of many makers: each is cleaned, or refused with a code of its own, and none stops the rest. */
class DeidentifyFolderTest {
    @TempDir
    Path out;

    @Test
    void every_real_file_is_cleaned_or_refused_with_its_own_code() throws IOException {
        List<Entry> heard = new ArrayList<>();
        DeidentifyReport report = new DeidentifyFolder(ProfileChoice.research(), new byte[32])
                .deidentify(SharedData.data("dicom"), out, heard::add);
        assertThat(report.files()).isEqualTo(heard);
        assertThat(report.count(Outcome.WRITTEN)).isGreaterThan(380);
        for (Entry entry : report.files()) {
            if (entry.outcome() == Outcome.WRITTEN) {
                check(Part10Reader.read(out.resolve(String.valueOf(entry.output())))
                        .dataset());
            } else {
                assertThat(entry.reasons().get(0)).matches("(?s)ISO-1(0[01239]|10) .*");
            }
        }
    }

    private static void check(Dataset dataset) {
        assertThat(dataset.string(Tag.PATIENT_IDENTITY_REMOVED)).contains("YES");
        noPrivate(dataset);
    }

    private static void noPrivate(Dataset dataset) {
        for (Element element : dataset) {
            assertThat(Tag.isPrivate(element.tag())).isFalse();
            dataset.items(element.tag()).forEach(DeidentifyFolderTest::noPrivate);
        }
    }
}
