package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class IngestLedgerTest {
    @Inject
    IngestLedger ledger;

    @Inject
    Fixture fixture;

    @Test
    void every_instance_is_counted_once_whoever_counts() {
        ProjectId project = fixture.project();
        IntStream.range(0, 40).parallel().forEach(i -> ledger.received(project));
        IntStream.range(0, 20).parallel().forEach(i -> ledger.ended(project, IngestLedger.Fate.STORED));
        ledger.ended(project, IngestLedger.Fate.DUPLICATE);
        ledger.ended(project, IngestLedger.Fate.QUARANTINED);

        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(40, 20, 1, 1, 18));
        assertThat(ledger.counts().received()).isGreaterThanOrEqualTo(40);
    }
}
