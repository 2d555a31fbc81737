package org.isocenter.platform.security;

/**
 * A patient's stand-in: keyed by Patient ID and its issuer, so that the same patient is one pseudonym in a project, two
 * hospitals' equal numbers are two, and two projects cannot be joined.
 */
public final class Pseudonyms {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 16;

    private final KeyedHash hash;

    public Pseudonyms(byte[] projectKey) {
        this(new KeyedHash(projectKey));
    }

    public Pseudonyms(KeyedHash hash) {
        this.hash = hash;
    }

    /** {@code P} and sixteen letters or digits (80 bits of the keyed hash). */
    public String of(String patientKey) {
        byte[] digest = hash.of("pseudonym", patientKey);
        StringBuilder name = new StringBuilder("P");
        for (int i = 0; i < LENGTH; i++) {
            name.append(ALPHABET[digest[i] & 31]);
        }
        return name.toString();
    }

    /** What a patient is known by before: the identity number and who gave it, without padding. */
    public static String patientKey(String patientId, String issuer) {
        return patientId.strip() + "\u001f" + issuer.strip();
    }
}
