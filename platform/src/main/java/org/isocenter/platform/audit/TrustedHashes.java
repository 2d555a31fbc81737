package org.isocenter.platform.audit;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.digest.Sha256;

/** The events' hashes as the signed roots outside the database know them; a root that does not hold is named. */
final class TrustedHashes {
    private final List<String> hashes = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree();

    private TrustedHashes() {}

    static TrustedHashes of(List<SignedRoot> roots, PublicKey key) {
        TrustedHashes trusted = new TrustedHashes();
        for (SignedRoot root : roots) {
            if (!trusted.extend(root, key)) {
                break; // nothing behind a broken root can be trusted
            }
        }
        return trusted;
    }

    private boolean extend(SignedRoot root, PublicKey key) {
        if (!RootSigner.isGenuine(root, key)) {
            return refuse(root, "is not signed by this key");
        }
        root.hashes().forEach(hash -> tree.add(Sha256.bytes(hash)));
        if (tree.size() != root.size() || !tree.root().equals(root.root())) {
            return refuse(root, "does not cover the hashes beside it");
        }
        for (String hash : root.hashes()) {
            hashes.add(hash);
            sequences.put(hash, (long) hashes.size());
        }
        return true;
    }

    private boolean refuse(SignedRoot root, String why) {
        broken.add("the root over %d events %s".formatted(root.size(), why));
        return false;
    }

    int size() {
        return hashes.size();
    }

    String hash(int index) {
        return hashes.get(index);
    }

    /** The number of the event with this hash, or 0. */
    long sequenceOf(String hash) {
        return sequences.getOrDefault(hash, 0L);
    }

    List<String> broken() {
        return broken;
    }
}
