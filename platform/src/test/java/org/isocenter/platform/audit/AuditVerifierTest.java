package org.isocenter.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isocenter.platform.audit.AuditFinding.Kind.BAD_ROOT;
import static org.isocenter.platform.audit.AuditFinding.Kind.CUT_TAIL;
import static org.isocenter.platform.audit.AuditFinding.Kind.DELETED;
import static org.isocenter.platform.audit.AuditFinding.Kind.EDITED;
import static org.isocenter.platform.audit.AuditFinding.Kind.INSERTED;
import static org.isocenter.platform.audit.AuditFinding.Kind.REWRITTEN;
import static org.isocenter.platform.audit.AuditFinding.Kind.ROLLED_BACK;
import static org.isocenter.platform.audit.AuditFinding.Kind.SWAPPED;
import static org.isocenter.platform.audit.AuditFinding.Kind.UNREADABLE;

import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.platform.digest.Sha256;
import org.junit.jupiter.api.Test;

/** A trail of 12 events, roots signed over 5 and 10, and what a hostile administrator of the database may do to it. */
class AuditVerifierTest {
    private static final KeyPair KEYS = RootSigner.newKeys();
    private static final UUID PROJECT = new UUID(1, 2);

    private final List<SealedEvent> trail = chain(12, "");
    private final List<SignedRoot> outside = roots(trail, 5, 10);

    @Test
    void an_intact_trail_is_intact_and_names_what_is_covered() {
        AuditVerdict verdict = verify(trail, outside);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.events()).isEqualTo(12);
        assertThat(verdict.covered()).isEqualTo(10);
    }

    @Test
    void an_edited_event_is_found_at_its_place() {
        trail.set(6, withContent(trail.get(6), event(99, "")));

        assertOnly(verify(trail, outside), EDITED, 7);
    }

    @Test
    void words_that_only_people_read_cannot_be_changed_either() {
        for (String change : List.of("\"meaning\":\"Nothing\"", "\"note\":1,\"meaning\":\"x\"")) {
            List<String> lines = new ArrayList<>(lines(trail, outside));
            lines.set(6, lines.get(6).replaceFirst("\"meaning\":\"[^\"]*\"", change));

            assertOnly(AuditVerifier.verify(AuditExport.read(lines.stream()), outside, KEYS.getPublic()), EDITED, 7);
        }
    }

    @Test
    void an_edited_event_behind_the_last_root_is_found_too() {
        trail.set(11, withContent(trail.get(11), event(99, "")));

        assertOnly(verify(trail, outside), EDITED, 12);
    }

    @Test
    void an_edited_event_with_its_own_hash_made_anew_is_found_by_its_neighbour() {
        SealedEvent old = trail.get(6);
        trail.set(6, SealedEvent.after(old.previous(), 7, event(99, "")));

        assertOnly(verify(trail, outside), REWRITTEN, 7);
    }

    @Test
    void a_deleted_event_is_missed() {
        trail.remove(6);

        assertOnly(verify(trail, outside), DELETED, 7);
    }

    @Test
    void a_deleted_first_event_is_missed() {
        trail.remove(0);

        assertOnly(verify(trail, outside), DELETED, 1);
    }

    @Test
    void a_deletion_hidden_by_renumbering_is_found() {
        trail.remove(6);
        for (int i = 6; i < trail.size(); i++) {
            trail.set(i, renumbered(trail.get(i), i + 1L));
        }

        assertThat(verify(trail, outside).findings().get(0))
                .extracting(AuditFinding::kind, AuditFinding::sequence)
                .containsExactly(DELETED, 7L);
    }

    @Test
    void an_inserted_event_is_found() {
        trail.add(6, SealedEvent.after(trail.get(5).hash(), 7, event(99, "")));

        assertThat(verify(trail, outside).findings())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(INSERTED))
                .allSatisfy(finding -> assertThat(finding.sequence()).isEqualTo(7));
    }

    @Test
    void an_insertion_hidden_by_renumbering_is_found() {
        trail.add(6, SealedEvent.after(trail.get(5).hash(), 7, event(99, "")));
        for (int i = 7; i < trail.size(); i++) {
            trail.set(i, renumbered(trail.get(i), i + 1L));
        }

        assertThat(verify(trail, outside).findings().get(0))
                .extracting(AuditFinding::kind, AuditFinding::sequence)
                .containsExactly(INSERTED, 7L);
    }

    @Test
    void an_event_added_at_the_end_without_its_link_is_found() {
        trail.add(SealedEvent.after(SealedEvent.GENESIS, 13, event(99, "")));

        assertOnly(verify(trail, outside), REWRITTEN, 12);
    }

    @Test
    void two_events_in_exchanged_places_are_found() {
        Collections.swap(trail, 3, 6);

        assertOnly(verify(trail, outside), SWAPPED, 4);
    }

    @Test
    void two_events_with_exchanged_contents_are_found() {
        SealedEvent fourth = trail.get(3);
        trail.set(3, withContent(fourth, trail.get(6).event()));
        trail.set(6, withContent(trail.get(6), fourth.event()));

        assertThat(verify(trail, outside).findings())
                .extracting(AuditFinding::kind, AuditFinding::sequence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(SWAPPED, 4L),
                        org.assertj.core.groups.Tuple.tuple(SWAPPED, 7L));
    }

    @Test
    void a_cut_tail_is_found_by_the_roots() {
        AuditVerdict verdict = AuditVerifier.verify(export(trail.subList(0, 8), outside), outside, KEYS.getPublic());

        assertOnly(verdict, CUT_TAIL, 9);
    }

    @Test
    void a_rollback_of_the_whole_database_is_found_by_the_roots_outside() {
        AuditVerdict verdict =
                AuditVerifier.verify(export(trail.subList(0, 6), outside.subList(0, 1)), outside, KEYS.getPublic());

        assertOnly(verdict, ROLLED_BACK, 7);
    }

    @Test
    void a_row_rewritten_together_with_every_later_hash_is_found_by_the_roots_outside() {
        List<SealedEvent> rewritten = new ArrayList<>(trail.subList(0, 7));
        for (int i = 7; i < trail.size(); i++) {
            AuditEvent event = i == 7 ? event(99, "") : trail.get(i).event();
            rewritten.add(SealedEvent.after(rewritten.get(i - 1).hash(), i + 1L, event));
        }

        assertOnly(verify(rewritten, outside), REWRITTEN, 8);
    }

    @Test
    void a_trail_rewritten_with_roots_of_another_key_is_found() {
        List<SealedEvent> forged = chain(12, "forged");
        List<SignedRoot> forgedRoots = roots(forged, RootSigner.newKeys(), 5, 10);

        assertThat(verify(forged, forgedRoots).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(BAD_ROOT);
    }

    @Test
    void a_root_whose_hashes_were_altered_is_found() {
        SignedRoot first = outside.get(0);
        List<String> hashes = new ArrayList<>(first.hashes());
        Collections.swap(hashes, 0, 1);
        SignedRoot altered = new SignedRoot(first.size(), first.root(), first.at(), hashes, first.signature());

        assertThat(verify(trail, List.of(altered, outside.get(1))).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(BAD_ROOT);
    }

    @Test
    void a_line_that_cannot_be_read_is_named() {
        List<String> lines = new ArrayList<>(lines(trail, outside));
        lines.add(3, "{\"sequence\": 4");

        AuditVerdict verdict = AuditVerifier.verify(AuditExport.read(lines.stream()), outside, KEYS.getPublic());

        assertOnly(verdict, UNREADABLE, 4);
    }

    private static void assertOnly(AuditVerdict verdict, AuditFinding.Kind kind, long sequence) {
        assertThat(verdict.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.sequence()).isEqualTo(sequence);
        });
    }

    private static AuditVerdict verify(List<SealedEvent> events, List<SignedRoot> outside) {
        return AuditVerifier.verify(export(events, outside), outside, KEYS.getPublic());
    }

    /** Through the text form, as an auditor gets it. */
    private static AuditExport export(List<SealedEvent> events, List<SignedRoot> roots) {
        return AuditExport.read(lines(events, roots).stream());
    }

    private static List<String> lines(List<SealedEvent> events, List<SignedRoot> roots) {
        return Stream.concat(
                        events.stream().map(AuditJson::line), roots.stream().map(AuditJson::line))
                .toList();
    }

    private static List<SealedEvent> chain(int length, String salt) {
        List<SealedEvent> chain = new ArrayList<>();
        String previous = SealedEvent.GENESIS;
        for (int i = 1; i <= length; i++) {
            SealedEvent sealed = SealedEvent.after(previous, i, event(i, salt));
            chain.add(sealed);
            previous = sealed.hash();
        }
        return chain;
    }

    private static List<SignedRoot> roots(List<SealedEvent> trail, int... sizes) {
        return roots(trail, KEYS, sizes);
    }

    private static List<SignedRoot> roots(List<SealedEvent> trail, KeyPair keys, int... sizes) {
        List<SignedRoot> roots = new ArrayList<>();
        MerkleTree tree = new MerkleTree();
        for (int size : sizes) {
            List<String> hashes = trail.subList((int) tree.size(), size).stream()
                    .map(SealedEvent::hash)
                    .toList();
            hashes.forEach(hash -> tree.add(Sha256.bytes(hash)));
            roots.add(
                    RootSigner.sign(tree, hashes, Instant.parse("2026-01-02T03:04:05.123456789Z"), keys.getPrivate()));
        }
        return roots;
    }

    private static SealedEvent withContent(SealedEvent sealed, AuditEvent event) {
        return new SealedEvent(sealed.sequence(), sealed.previous(), event, sealed.hash());
    }

    private static SealedEvent renumbered(SealedEvent sealed, long sequence) {
        return new SealedEvent(sequence, sealed.previous(), sealed.event(), sealed.hash());
    }

    private static AuditEvent event(int number, String salt) {
        AuditEntry entry = AuditEntry.of(AuditType.JOB, AuditAction.CREATE, PROJECT, "job", "job-" + number)
                .with("z", "last" + salt)
                .with("a", "first");
        return new AuditEvent(
                new UUID(0, number),
                Instant.ofEpochSecond(1_700_000_000L + number),
                "rita",
                "researcher",
                "test",
                entry);
    }
}
