package org.isocenter.platform.security;

import java.util.function.Predicate;

/** The keys of the map from pseudonym to patient: the current one seals, former ones still open what they sealed. */
public interface IdentityKeys {

    /**
     * One key.
     *
     * @param id its short public name
     * @param bytes 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the cipher, never compared
    record IdentityKey(String id, byte[] bytes) {
        /** Names a key. */
        public static IdentityKey of(byte[] bytes) {
            return new IdentityKey(new KeyedHash(bytes).keyId(), bytes);
        }

        @Override
        public String toString() {
            return "IdentityKey[" + id + "]";
        }
    }

    /** The key that seals. */
    IdentityKey current();

    /** A key by its name; {@code STATE_FOLDER_BROKEN} where it is among neither the current nor the former ones. */
    IdentityKey key(String id);

    /**
     * Makes a new current key and drops former ones that are not used, but for the last. Keys that are given by
     * configuration stay as they are: the first of them is the new one.
     *
     * @param used whether something is still sealed under the key of this name
     */
    IdentityKey renew(Predicate<String> used);
}
