package org.isocenter.cli.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** A file's Ed25519 signature (RFC 8032) beside it: 64 bytes in {@code FILE.sig}, as OpenSSL writes and checks them. Keys are PEM files. */
final class DetachedSignature {
    private static final String ALGORITHM = "Ed25519";

    private DetachedSignature() {}

    /** Where a file's signature lies. */
    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".sig");
    }

    /** Signs bytes with the private key of a PEM file; {@code NOT_FOUND} where there is none, {@code BAD_REQUEST} where it is none. */
    static byte[] sign(byte[] bytes, Path privateKey) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(RootSigner.privateKey(pem(privateKey)));
            signature.update(bytes);
            return signature.sign();
        } catch (IllegalArgumentException e) {
            throw noKey("private", "openssl genpkey -algorithm ed25519 -out FILE", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it, and the key was read
        }
    }

    /** Whether a file's signature is that of a public key; false where it has none. */
    static boolean isGenuine(Path file, Path publicKey) throws IOException {
        PublicKey key;
        try {
            key = RootSigner.publicKey(pem(publicKey));
        } catch (IllegalArgumentException e) {
            throw noKey("public", "openssl pkey -in PRIVATE -pubout -out FILE", e);
        }
        if (!Files.isReadable(of(file))) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(Files.readAllBytes(file));
            return signature.verify(Files.readAllBytes(of(file)));
        } catch (GeneralSecurityException e) {
            return false; // its bytes are no signature
        }
    }

    private static byte[] pem(Path file) {
        try {
            String body = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .collect(Collectors.joining());
            return Base64.getDecoder().decode(body);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "Expected an Ed25519 key as a PEM file; there is none at the path given.", e);
        }
    }

    private static PlatformException noKey(String kind, String command, IllegalArgumentException cause) {
        return new PlatformException(
                ErrorCode.BAD_REQUEST,
                "Expected an Ed25519 %s key as a PEM file; make one by: %s".formatted(kind, command),
                cause);
    }
}
