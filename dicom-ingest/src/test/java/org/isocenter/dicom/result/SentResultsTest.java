package org.isocenter.dicom.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.archive.ArchiveClient;
import org.isocenter.dicom.archive.ArchiveQuery;
import org.isocenter.dicom.archive.ArchiveSeries;
import org.isocenter.dicom.archive.ArchiveStudy;
import org.isocenter.dicom.archive.DicomwebArchive;
import org.isocenter.dicom.archive.DimseArchive;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.Connection.Retrieve;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.testing.Orthanc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real archive takes results by C-STORE and by STOW-RS, and has them beside the images' study. */
class SentResultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void results_reach_an_archive_either_way() throws IOException, InterruptedException {
        Orthanc.requireInstalled();
        SampleStudy study = new SampleStudy(folder.resolve("store"));
        List<InstanceRecord> slices = study.slices(2, 4, 4, 2);
        List<DicomObject> objects = objects(study, slices);
        assertThat(objects).hasSize(2);
        List<DicomObject> taken = new ArrayList<>();
        try (Orthanc orthanc = new Orthanc(folder.resolve("orthanc"), Map.of("DicomAlwaysAllowStore", true))) {
            Peer peer = new Peer("127.0.0.1", orthanc.dicomPort(), Orthanc.AE_TITLE, "ISOCENTER", PATIENCE);
            try (ArchiveClient dimse = new DimseArchive(peer, Retrieve.GET);
                    ArchiveClient web = new DicomwebArchive(settings(orthanc))) {
                dimse.store(objects.subList(0, 1), taken::add);
                web.store(objects.subList(1, 2), taken::add);
                assertThat(taken).isEqualTo(objects);
                ArchiveStudy found =
                        new ArchiveStudy(slices.get(0).study().value(), "", List.of(), "", Optional.empty());
                Set<String> modalities = new HashSet<>();
                for (ArchiveSeries series :
                        web.series(new ArchiveQuery(List.of(), Optional.empty(), Optional.empty()), found)) {
                    modalities.add(series.modality());
                }
                assertThat(modalities).containsExactlyInAnyOrder("SEG", "SR");
                DicomObject broken = objects.get(1);
                broken.dataset().remove(Tag.SOP_INSTANCE_UID);
                assertThatThrownBy(() -> web.store(List.of(broken), taken::add))
                        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                                .isEqualTo(ErrorCode.ARCHIVE_REFUSED));
                assertThat(taken).hasSize(2);
            }
        }
    }

    private static List<DicomObject> objects(SampleStudy study, List<InstanceRecord> slices) {
        byte[] mask = new byte[16];
        mask[5] = 1;
        List<FrameResult> results = List.of(
                SampleStudy.drawn(slices.get(0), 0, 4, 4, mask), SampleStudy.drawn(slices.get(1), 0, 4, 4, mask));
        return study.results.write(SampleStudy.AUTHOR, List.of("lesion"), Set.of(ResultForm.REPORT), results).stream()
                .map(study::open)
                .toList();
    }

    private static DicomwebArchive.Settings settings(Orthanc orthanc) {
        String user = Orthanc.USER + ":" + Orthanc.PASSWORD;
        String basic = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.US_ASCII));
        return new DicomwebArchive.Settings(
                orthanc.dicomweb(), () -> Optional.of(basic), PATIENCE, 1 << 24, Optional.empty());
    }
}
