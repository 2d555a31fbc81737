package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditEvent;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditFinding.Kind;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.audit.SignedRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real trail, exported by an auditor from the whole server, and what someone may do to the file afterwards. */
@QuarkusTest
@TestProfile(WholeServer.class)
class TamperedExportTest {
    private List<String> lines = List.of();
    private List<SealedEvent> events = List.of();
    private List<SignedRoot> roots = List.of();
    private PublicKey key = RootSigner.newKeys().getPublic();

    @BeforeEach
    void aRealTrail() {
        String name = "a-" + UUID.randomUUID();
        String project = as("admin")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List.of("steward", "researcher", "radiologist", "adjudicator").forEach(user -> as("admin")
                .put("/api/v1/projects/" + project + "/members/" + user)
                .then()
                .statusCode(204));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            lines = as("auditor").get("/api/v1/audit/export").asString().lines().toList();
            return lines.stream().filter(line -> line.contains(project)).count() >= 5;
        });
        roots = AuditExport.read(
                        as("auditor").get("/api/v1/audit/roots").asString().lines())
                .roots();
        key = RootSigner.publicKey(as("auditor").get("/api/v1/audit/key").asByteArray());
        events = AuditExport.read(lines.stream()).events();
        assertThat(events).hasSizeGreaterThan(5);
    }

    @Test
    void untouched_it_is_intact() {
        AuditVerdict verdict = verify(lines);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.covered()).isGreaterThan(middle());
    }

    @Test
    void a_changed_row_is_named() {
        int place = middle();
        assertFound(
                with(place, lines.get(place).replaceFirst("\"actor\":\"[^\"]*\"", "\"actor\":\"somebody\"")),
                Kind.EDITED,
                place);
    }

    /** Words that the machine does not need are evidence for people all the same. */
    @Test
    void a_change_of_words_that_only_people_read_is_named_too() {
        int place = middle();
        String said = lines.get(place).replaceFirst("\"meaning\":\"[^\"]*\"", "\"meaning\":\"Nothing\"");
        String more = lines.get(place).replaceFirst("\\{", "{\"note\":\"all is well\",");
        assertThat(said).isNotEqualTo(lines.get(place));
        assertFound(with(place, said), Kind.EDITED, place);
        assertFound(with(place, more), Kind.EDITED, place);
    }

    @Test
    void a_removed_row_is_missed_at_its_place() {
        int place = middle();
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(place);
        assertFound(fewer, Kind.DELETED, place);
    }

    @Test
    void an_inserted_row_is_found_at_its_place() {
        int place = middle();
        List<String> more = new ArrayList<>(lines);
        more.add(
                place,
                AuditJson.line(SealedEvent.after(
                        events.get(place - 1).hash(),
                        place + 1L,
                        otherwise(events.get(place).event()))));
        assertThat(verify(more).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.sequence()).isEqualTo(place + 1L))
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.INSERTED));
    }

    @Test
    void two_swapped_rows_are_found_at_their_place() {
        int place = middle();
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, place, place + 1);
        assertFound(swapped, Kind.SWAPPED, place);
    }

    @Test
    void a_row_rewritten_together_with_every_later_hash_is_found_by_the_roots_outside() {
        int place = middle();
        List<SealedEvent> forged = new ArrayList<>(events.subList(0, place));
        for (int i = place; i < events.size(); i++) {
            AuditEvent event = events.get(i).event();
            forged.add(SealedEvent.after(forged.get(i - 1).hash(), i + 1L, i == place ? otherwise(event) : event));
        }
        assertFound(
                Stream.concat(
                                forged.stream().map(AuditJson::line),
                                lines.stream().skip(events.size()))
                        .toList(),
                Kind.REWRITTEN,
                place);
    }

    private int middle() {
        return events.size() / 2;
    }

    private List<String> with(int place, String line) {
        List<String> changed = new ArrayList<>(lines);
        assertThat(line).isNotEqualTo(changed.set(place, line));
        return changed;
    }

    private void assertFound(List<String> tampered, Kind kind, int place) {
        assertThat(verify(tampered).findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.sequence()).isEqualTo(place + 1L);
            assertThat(finding.sentence()).contains(Long.toString(place + 1L));
        });
    }

    private AuditVerdict verify(List<String> tampered) {
        return AuditVerifier.verify(AuditExport.read(tampered.stream()), roots, key);
    }

    private static AuditEvent otherwise(AuditEvent event) {
        AuditEntry entry = event.entry();
        return new AuditEvent(new UUID(7, 7), event.at(), "somebody", event.actorRoles(), event.source(), entry);
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(KeycloakResource.token(user));
    }
}
