package org.isocenter.dicom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ingest takes in and holds aside is what independent tools would, on every malformed file. */
class SharedVerdictTest {
    private static final byte[] SEAL = new byte[32];

    @TempDir
    Path folder;

    @Test
    void every_malformed_file_ends_on_its_side_of_the_border() throws IOException {
        MemoryGround ground = new MemoryGround(folder.resolve("store"));
        IngestPipeline pipeline = new IngestPipeline(
                new Spool(folder.resolve("spool"), SEAL, 1L << 30),
                new Quarantine(folder.resolve("quarantine"), SEAL, Clock.systemUTC()),
                ground.ground());
        List<String> wrong = new ArrayList<>();
        int ended = 0;
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("dicom/verdicts.csv"))) {
            if (row.get("malformed_set").equals("yes")) {
                byte[] bytes = Files.readAllBytes(SharedData.data("dicom").resolve(row.get("path")));
                var end = pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), bytes));
                ended++;
                if ((end.fate() == Fate.QUARANTINED) != row.get("expected").equals("quarantine")) {
                    wrong.add(row.get("path") + " " + end + " expected " + row.get("expected"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ended).isEqualTo(80);
    }
}
