package org.isocenter.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
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
    public static HospitalCa in(Path folder) throws IOException, InterruptedException {
        HospitalCa ca = new HospitalCa(folder, folder.resolve("ca.pem"));
        keytool(
                ca.store("ca"),
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Hospital CA",
                "-ext",
                "bc:c",
                "-keyalg",
                "RSA");
        keytool(ca.store("ca"), "-exportcert", "-rfc", "-alias", "ca", "-file", ca.authority.toString());
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
        String request = folder.resolve(name + ".csr").toString();
        keytool(store(name), "-genkeypair", "-alias", "own", "-dname", "CN=" + name, "-keyalg", "RSA");
        keytool(store(name), "-certreq", "-alias", "own", "-file", request);
        keytool(
                store("ca"),
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                certificate(name).toString(),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        keytool(store(name), "-importcert", "-noprompt", "-alias", "ca", "-file", authority.toString());
        keytool(
                store(name),
                "-importcert",
                "-alias",
                "own",
                "-file",
                certificate(name).toString());
        writeKey(name);
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
        keys.init(KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
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

    private void writeKey(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
        byte[] encoded = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(key(name), "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(key(name), PosixFilePermissions.fromString("rw-------"));
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
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
