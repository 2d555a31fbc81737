package org.isocenter.platform.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.isocenter.platform.digest.Sha256;

/** Signs and checks roots with Ed25519 (RFC 8032). */
public final class RootSigner {
    private static final String ALGORITHM = "Ed25519";

    private RootSigner() {}

    /** A new key pair. */
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java since 15", e);
        }
    }

    /** Reads a private key from its PKCS #8 bytes; refuses others. */
    public static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the bytes are no Ed25519 private key", e);
        }
    }

    /** Reads a public key from its X.509 bytes; refuses others. */
    public static PublicKey publicKey(byte[] x509) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the bytes are no Ed25519 public key", e);
        }
    }

    /** Signs the state of a tree; the hashes are those of the events since the root before. */
    public static SignedRoot sign(MerkleTree tree, List<String> hashes, Instant at, PrivateKey key) {
        Instant signedAt = at.truncatedTo(ChronoUnit.MICROS);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(SignedRoot.message(tree.size(), tree.root(), signedAt));
            return new SignedRoot(tree.size(), tree.root(), signedAt, hashes, Sha256.hex(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the root could not be signed", e);
        }
    }

    /** Whether the signature is the key's. */
    public static boolean isGenuine(SignedRoot root, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(SignedRoot.message(root.size(), root.root(), root.at()));
            return signature.verify(Sha256.bytes(root.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
