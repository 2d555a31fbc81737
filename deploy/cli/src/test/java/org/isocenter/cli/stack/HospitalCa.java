package org.isocenter.cli.stack;

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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certification authority that no Java knows, and a certificate of it for {@code localhost}, as PEM files. */
record HospitalCa(Path authority, Path certificate, Path key) {
    private static final String PASSWORD = "only-for-this-test";

    static HospitalCa in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        HospitalCa ca =
                new HospitalCa(folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
        String authority = folder.resolve("ca.p12").toString();
        String server = folder.resolve("server.p12").toString();
        String request = folder.resolve("server.csr").toString();
        keytool(authority, "-genkeypair", "-alias", "ca", "-dname", "CN=Hospital CA", "-ext", "bc:c", "-keyalg", "RSA");
        keytool(authority, "-exportcert", "-rfc", "-alias", "ca", "-file", ca.authority.toString());
        keytool(server, "-genkeypair", "-alias", "server", "-dname", "CN=localhost", "-keyalg", "RSA");
        keytool(server, "-certreq", "-alias", "server", "-file", request);
        keytool(
                authority,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                ca.certificate.toString(),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        writeKey(Path.of(server), ca.key);
        return ca;
    }

    /** Trusts this authority and nobody else. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void writeKey(Path store, Path pem) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        byte[] encoded = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
    }

    private static void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
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
