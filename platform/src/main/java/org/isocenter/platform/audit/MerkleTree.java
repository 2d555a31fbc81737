package org.isocenter.platform.audit;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.digest.Sha256;

/**
 * A growing hash tree (RFC 6962 section 2.1): leaves and nodes are hashed in different domains, so that neither can be
 * passed off as the other. Keeps one hash per level only.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<byte[]> complete = new ArrayList<>(); // roots of complete subtrees, widest first
    private long size;

    /** Adds a leaf in O(log n). */
    public void add(byte[] leaf) {
        complete.add(Sha256.of(LEAF, leaf));
        size++;
        for (long carry = size; (carry & 1) == 0; carry >>= 1) {
            byte[] right = complete.remove(complete.size() - 1);
            byte[] left = complete.remove(complete.size() - 1);
            complete.add(Sha256.of(NODE, left, right));
        }
    }

    /** Adds an event's hash, 64 hexadecimal digits. */
    public void add(String hash) {
        add(Sha256.bytes(hash));
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The root over all leaves so far, 64 hexadecimal digits; of no leaves the hash of nothing. */
    public String root() {
        if (complete.isEmpty()) {
            return Sha256.hex(Sha256.of());
        }
        byte[] root = complete.get(complete.size() - 1);
        for (int i = complete.size() - 2; i >= 0; i--) {
            root = Sha256.of(NODE, complete.get(i), root);
        }
        return Sha256.hex(root);
    }
}
