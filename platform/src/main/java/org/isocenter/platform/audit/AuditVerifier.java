package org.isocenter.platform.audit;

import static org.isocenter.platform.audit.AuditFinding.Kind.BAD_ROOT;
import static org.isocenter.platform.audit.AuditFinding.Kind.CUT_TAIL;
import static org.isocenter.platform.audit.AuditFinding.Kind.DELETED;
import static org.isocenter.platform.audit.AuditFinding.Kind.EDITED;
import static org.isocenter.platform.audit.AuditFinding.Kind.INSERTED;
import static org.isocenter.platform.audit.AuditFinding.Kind.REWRITTEN;
import static org.isocenter.platform.audit.AuditFinding.Kind.ROLLED_BACK;
import static org.isocenter.platform.audit.AuditFinding.Kind.SWAPPED;
import static org.isocenter.platform.audit.AuditFinding.Kind.UNREADABLE;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.digest.Sha256;

/**
 * Checks an export without any server: each event against its hash, each hash against the one before, and all of them
 * against the signed roots that were kept outside the database.
 */
public final class AuditVerifier {
    private static final int MOST_COMPARED = 1000; // a trail altered all over needs no pairing

    private final List<SealedEvent> events;
    private final AuditExport export;
    private final List<AuditFinding> findings = new ArrayList<>();

    private AuditVerifier(AuditExport export) {
        this.export = export;
        this.events = export.events();
    }

    /**
     * Verifies.
     *
     * @param export events and the database's own roots
     * @param outside the roots kept outside the database, in the order they were written
     * @param key the public key of the signer
     */
    public static AuditVerdict verify(AuditExport export, List<SignedRoot> outside, PublicKey key) {
        return new AuditVerifier(export).run(outside, key);
    }

    private AuditVerdict run(List<SignedRoot> outside, PublicKey key) {
        export.unreadable().forEach(line -> find(UNREADABLE, line, "line " + line + " of the export cannot be read"));
        export.reworded()
                .forEach(event -> find(EDITED, event, "event %d is not written as it was exported".formatted(event)));
        TrustedHashes trusted = TrustedHashes.of(outside, key);
        trusted.broken().forEach(sentence -> find(BAD_ROOT, 0, sentence));
        checkOrder();
        checkLinks(trusted);
        checkAgainst(trusted);
        checkEnd(trusted);
        return verdict(trusted);
    }

    /** Numbers must run 1, 2, 3 …: one missing was deleted, one twice was inserted, one out of turn was swapped. */
    private void checkOrder() {
        Set<Long> there = new HashSet<>();
        events.forEach(event -> there.add(event.sequence()));
        Set<Long> seen = new HashSet<>();
        long expected = 1;
        for (int i = 0; i < events.size(); i++) {
            long sequence = events.get(i).sequence();
            if (!seen.add(sequence)) {
                find(INSERTED, sequence, "event number %d stands there twice".formatted(sequence));
                continue;
            }
            while (expected < sequence && !there.contains(expected)) {
                find(DELETED, expected, "event %d is missing".formatted(expected));
                expected++;
            }
            if (sequence != expected) {
                find(
                        SWAPPED,
                        Math.min(sequence, expected),
                        "event %d stands where event %d belongs".formatted(sequence, expected));
            }
            expected = Math.max(expected + 1, sequence == expected ? sequence + 1 : expected + 1);
        }
    }

    /** Each event must carry its own hash and that of its neighbour. */
    private void checkLinks(TrustedHashes trusted) {
        Map<Long, SealedEvent> bySequence = new HashMap<>();
        events.forEach(event -> bySequence.putIfAbsent(event.sequence(), event));
        events.stream().filter(event -> event.isConsistent()).forEach(event -> checkLink(event, bySequence));
        List<SealedEvent> altered =
                events.stream().filter(event -> !event.isConsistent()).toList();
        altered.forEach(event -> explain(event, altered, trusted));
    }

    private void checkLink(SealedEvent event, Map<Long, SealedEvent> bySequence) {
        SealedEvent before = bySequence.get(event.sequence() - 1);
        if (event.sequence() == 1 && !event.previous().equals(SealedEvent.GENESIS)) {
            find(DELETED, 1, "event 1 follows another: the beginning of the trail is missing");
        } else if (before != null && before.isConsistent() && !event.previous().equals(before.hash())) {
            String sentence = "event %d does not lead to event %d: one of them is not the original";
            find(REWRITTEN, before.sequence(), sentence.formatted(before.sequence(), event.sequence()));
        }
    }

    /** An event that does not carry its own hash was renumbered, exchanged with another, or edited. */
    private void explain(SealedEvent event, List<SealedEvent> altered, TrustedHashes trusted) {
        long home = trusted.sequenceOf(event.hash());
        if (home > 0 && home != event.sequence() && contentBelongsTo(event, home, event.event())) {
            boolean down = home < event.sequence();
            String sentence = "event %d was numbered %d when it was sealed".formatted(event.sequence(), home);
            find(down ? INSERTED : DELETED, down ? event.sequence() - 1 : event.sequence(), sentence);
            return;
        }
        Optional<SealedEvent> other = altered.stream()
                .limit(MOST_COMPARED)
                .filter(each -> !each.equals(event) && contentBelongsTo(event, event.sequence(), each.event()))
                .findFirst();
        if (other.isPresent()) {
            String sentence = "the contents of events %d and %d are exchanged";
            find(
                    SWAPPED,
                    event.sequence(),
                    sentence.formatted(event.sequence(), other.get().sequence()));
        } else {
            find(EDITED, event.sequence(), "event %d is not what was sealed".formatted(event.sequence()));
        }
    }

    private static boolean contentBelongsTo(SealedEvent sealed, long sequence, AuditEvent content) {
        return sealed.hash().equals(HashChain.hash(sequence, sealed.previous(), content));
    }

    /** Hashes outside the database cannot be rewritten with the rows. */
    private void checkAgainst(TrustedHashes trusted) {
        if (!findings.isEmpty()) {
            return; // the place is named already
        }
        for (int i = 0; i < Math.min(events.size(), trusted.size()); i++) {
            if (!events.get(i).hash().equals(trusted.hash(i))) {
                find(
                        REWRITTEN,
                        i + 1L,
                        "event %d was rewritten together with every later hash: the signed root outside knows another"
                                .formatted(i + 1));
                return;
            }
        }
    }

    /** Fewer events than were once signed: the tail was cut, or the whole database is an older one. */
    private void checkEnd(TrustedHashes trusted) {
        long last = events.stream().mapToLong(SealedEvent::sequence).max().orElse(0);
        if (last >= trusted.size()) {
            return;
        }
        long known = export.roots().stream().mapToLong(SignedRoot::size).max().orElse(0);
        if (known > last) {
            find(CUT_TAIL, last + 1, "the events from %d to %d are cut off".formatted(last + 1, trusted.size()));
        } else {
            find(
                    ROLLED_BACK,
                    last + 1,
                    "the trail ends at event %d, but %d events were signed: an older state was put back"
                            .formatted(last, trusted.size()));
        }
    }

    private AuditVerdict verdict(TrustedHashes trusted) {
        MerkleTree tree = new MerkleTree();
        events.forEach(event -> tree.add(Sha256.bytes(event.hash())));
        findings.sort(Comparator.comparingLong(AuditFinding::sequence));
        long covered = Math.min(trusted.size(), events.size());
        return new AuditVerdict(
                events.size(),
                covered,
                tree.root(),
                findings.stream().distinct().toList());
    }

    private void find(AuditFinding.Kind kind, long sequence, String sentence) {
        findings.add(new AuditFinding(kind, sequence, sentence));
    }
}
