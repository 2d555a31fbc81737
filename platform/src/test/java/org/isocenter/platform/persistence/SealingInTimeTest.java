package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.AuditRoots;
import org.isocenter.platform.security.AuditTrail;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SealingInTimeTest.Scheduled.class)
class SealingInTimeTest {
    @Inject
    AuditLog log;

    @Inject
    AuditTrail trail;

    @Inject
    AuditRoots roots;

    @Inject
    Fixture fixture;

    /** The same ground with its clockwork on. */
    public static class Scheduled extends GroundProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.scheduler.enabled", "true");
            settings.put("isocenter.platform.root-interval", "1s");
            return settings;
        }
    }

    @Test
    void an_event_is_sealed_and_its_root_is_outside_without_anyone_asking() {
        ProjectId project = fixture.project();
        log.record(AuditEntry.of(AuditType.JOB, AuditAction.CREATE, project.value(), "thing", "in-time"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(trail.read(0, 1000).items())
                    .anySatisfy(event ->
                            assertThat(event.event().entry().objectId()).isEqualTo("in-time"));
            assertThat(roots.covered()).isGreaterThanOrEqualTo(2);
        });
    }
}
