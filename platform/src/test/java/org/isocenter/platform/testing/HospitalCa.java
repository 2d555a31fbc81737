package org.isocenter.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certification authority that no Java knows.
 *
 * @param folder where its files lie
 * @param authority its own certificate, PEM
 */
public record HospitalCa(Path folder, Path authority) {
    private static final String PASSWORD = "only-for-this-test";

    /** Makes one in an empty folder. */
    public static HospitalCa in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        HospitalCa ca = new HospitalCa(folder, folder.resolve("ca.pem"));
        ca.generate("ca", "CN=Hospital CA", "-ext", "bc:c");
        writePem(
                ca.authority,
                "CERTIFICATE",
                open(ca.store("ca")).getCertificate("ca").getEncoded());
        return ca;
    }

    /** The certificate that was issued under a name, PEM. */
    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    /** Its key, PEM. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** Both together, PKCS #12. */
    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Signs a certificate for {@code localhost} under a name of its own. */
    public void issue(String name) throws IOException, GeneralSecurityException, InterruptedException {
        generate(name, "CN=" + name, "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        KeyStore all = open(store("ca"));
        Key key = all.getKey(name, PASSWORD.toCharArray());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", key, PASSWORD.toCharArray(), all.getCertificateChain(name));
        try (OutputStream out = Files.newOutputStream(store(name))) {
            own.store(out, PASSWORD.toCharArray());
        }
        writePem(certificate(name), "CERTIFICATE", all.getCertificate(name).getEncoded());
        writePem(key(name), "PRIVATE KEY", key.getEncoded());
        Files.setPosixFilePermissions(key(name), PosixFilePermissions.fromString("rw-------"));
    }

    /** Trusts this authority and nobody else, and shows no certificate. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    /** Trusts this authority and nobody else, and shows a certificate. */
    public SSLContext context(String name) throws IOException, GeneralSecurityException {
        return context(name, this);
    }

    /** Shows a certificate of this authority and trusts another one alone. */
    public SSLContext context(String name, HospitalCa trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(open(store(name)), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static void writePem(Path file, String what, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(file, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, body));
    }

    /** A key with its certificate into the authority's store; keys on a curve, as they are made in a moment. */
    private void generate(String alias, String name, String... how) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-keyalg", "EC"));
        words.addAll(List.of("-groupname", "secp256r1", "-keystore", store("ca").toString()));
        words.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        words.addAll(List.of(how));
        int code = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
    }
}
