package org.isocenter.platform.audit;

/**
 * An event with its place in the chain.
 *
 * @param sequence counted from 1 without gaps
 * @param previous hash of the event before, 64 hexadecimal digits; zeros before the first
 * @param event what happened
 * @param hash over sequence, previous hash and canonical event
 */
public record SealedEvent(long sequence, String previous, AuditEvent event, String hash) {

    /** The hash before the first event. */
    public static final String GENESIS = "0".repeat(64);

    /** Seals an event behind another. */
    public static SealedEvent after(String previous, long sequence, AuditEvent event) {
        return new SealedEvent(sequence, previous, event, HashChain.hash(sequence, previous, event));
    }

    /** Whether the hash is that of the content. */
    public boolean isConsistent() {
        return hash.equals(HashChain.hash(sequence, previous, event));
    }
}
