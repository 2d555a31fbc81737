package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.platform.testing.HospitalCa;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Associations over TLS with mutual authentication; both sides ours, and DCMTK as caller. */
class TlsTest {
    @TempDir
    static Path folder;

    private static HospitalCa ours;
    private static HospitalCa theirs;
    private static DicomScp scp;
    private static @Nullable Caller last;

    @BeforeAll
    static void listen() throws Exception {
        ours = HospitalCa.in(Files.createDirectories(folder.resolve("ours")));
        ours.issue("server");
        ours.issue("client");
        theirs = HospitalCa.in(Files.createDirectories(folder.resolve("theirs")));
        theirs.issue("client");
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                last = caller;
                return Admission.ADMITTED;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) {}
        };
        scp = new DicomScp(
                new DicomScp.Settings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        1L << 20,
                        Optional.of(ours.context("server"))),
                Services.of(handler));
    }

    @AfterAll
    static void stop() throws IOException {
        scp.close();
    }

    @Test
    void a_caller_with_a_certificate_of_our_authority_is_served_and_known_by_it() throws Exception {
        assertThat(echo(Optional.of(ours.context("client")))).isZero();
        assertThat(last).isNotNull();
        assertThat(last.certificate()).hasValueSatisfying(certificate -> assertThat(
                        certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=client"));
    }

    @Test
    void a_caller_of_another_authority_without_certificate_or_in_the_clear_is_not_served() {
        assertThatThrownBy(() -> echo(Optional.of(theirs.context("client", ours))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> echo(Optional.of(ours.context()))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> echo(Optional.empty())).isInstanceOf(IOException.class);
    }

    @Test
    void a_server_that_our_authority_did_not_sign_is_not_spoken_to() {
        assertThatThrownBy(() -> echo(Optional.of(theirs.context("client")))).isInstanceOf(IOException.class);
    }

    @Test
    void echoscu_is_answered_over_tls() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/echoscu")), "DCMTK is not installed here");
        assertThat(echoscu(ours, "client")).isZero();
        assertThat(echoscu(theirs, "client")).isNotZero();
    }

    private static int echo(Optional<SSLContext> tls) throws IOException {
        Peer peer = new Peer("127.0.0.1", scp.port(), "ISOCENTER", "TESTSCU", Duration.ofSeconds(5), tls);
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.verification()))) {
            return requestor.echo();
        }
    }

    private static int echoscu(HospitalCa ca, String name) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/echoscu",
                "+tls",
                ca.key(name).toString(),
                ca.certificate(name).toString(),
                "+cf",
                ours.authority().toString(),
                "127.0.0.1",
                Integer.toString(scp.port()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
