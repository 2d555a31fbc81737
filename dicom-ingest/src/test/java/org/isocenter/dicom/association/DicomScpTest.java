package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.dicom.association.Requestor.Offer;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DicomScpTest {
    private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean lost;
    private DicomScp scp;

    @BeforeEach
    void listen() {
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                if (lost) {
                    throw new IllegalStateException("the database is down");
                }
                return caller.calledAe().equals("ISOCENTER") ? Admission.ADMITTED : Admission.CALLED_TITLE_UNKNOWN;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                failure.ifPresent(why -> {
                    throw why;
                });
                received.add(object.bytes());
            }
        };
        scp = new DicomScp(
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 2, Duration.ofSeconds(10), 1L << 28),
                Services.of(handler));
    }

    @AfterEach
    void stop() throws IOException {
        scp.close();
    }

    @Test
    void an_echo_is_answered() throws IOException {
        try (Requestor requestor = Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification()))) {
            assertThat(requestor.echo()).isZero();
            assertThat(requestor.echo()).isZero();
        }
    }

    @Test
    void objects_of_every_plain_syntax_arrive_as_they_were_sent() throws IOException {
        List<DicomObject> objects = objects();
        try (Requestor requestor = Requestor.open(peer("ISOCENTER"), offers(objects))) {
            for (DicomObject object : objects) {
                assertThat(requestor.store(object)).isZero();
            }
        }
        assertThat(received).hasSameSizeAs(objects);
        for (int i = 0; i < objects.size(); i++) {
            DicomObject arrived = Part10Reader.read(received.get(i));
            assertThat(arrived.transferSyntax()).isEqualTo(objects.get(i).transferSyntax());
            assertThat(plain(arrived)).isEqualTo(plain(objects.get(i)));
        }
    }

    @Test
    void each_failure_has_its_status_and_the_association_goes_on() throws IOException {
        DicomObject object = objects().get(0);
        try (Requestor requestor = Requestor.open(peer("ISOCENTER"), offers(List.of(object)))) {
            assertThat(answer(requestor, object, new PlatformException(ErrorCode.STORAGE_FULL, "the spool is full")))
                    .isEqualTo(0xA700);
            assertThat(answer(
                            requestor,
                            object,
                            new UncheckedIOException(new IOException("No space left on device (deep below)"))))
                    .isEqualTo(0xA700);
            assertThat(answer(requestor, object, new IllegalStateException(new SQLException("gone", "08006"))))
                    .isEqualTo(0x0110);
            assertThat(answer(requestor, object, new IllegalStateException("a fault of ours")))
                    .isEqualTo(0x0110);
            assertThat(answer(requestor, object, new PlatformException(ErrorCode.NOT_DICOM, "no DICOM")))
                    .isEqualTo(0xC000);
            failure = Optional.empty();
            assertThat(requestor.store(object)).isZero();
        }
        assertThat(received).hasSize(1);
    }

    private int answer(Requestor requestor, DicomObject object, RuntimeException why) throws IOException {
        failure = Optional.of(why);
        return requestor.store(object);
    }

    @Test
    void while_nobody_knows_whose_a_title_is_associations_are_rejected_for_now() {
        lost = true;
        assertThatThrownBy(() -> Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification())))
                .hasMessageContaining("result 2")
                .hasMessageContaining("reason 1");
    }

    @Test
    void an_unknown_title_is_rejected_with_its_reason() {
        assertThatThrownBy(() -> Requestor.open(peer("SOMEBODY"), List.of(Requestor.verification())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reason 7");
    }

    @Test
    void more_associations_than_allowed_are_rejected_for_now() throws IOException {
        try (Requestor one = Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification()));
                Requestor two = Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification()))) {
            assertThatThrownBy(() -> Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification())))
                    .hasMessageContaining("result 2");
            assertThat(one.echo() + two.echo()).isZero();
        }
    }

    @Test
    void a_peer_that_speaks_another_protocol_harms_nobody() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), scp.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes())
                    .as("an abort: unrecognised")
                    .containsExactly(7, 0, 0, 0, 0, 4, 0, 0, 2, 1);
        }
        try (Requestor requestor = Requestor.open(peer("ISOCENTER"), List.of(Requestor.verification()))) {
            assertThat(requestor.echo()).isZero();
        }
    }

    private Peer peer(String called) {
        return new Peer("127.0.0.1", scp.port(), called, "TESTSCU", Duration.ofSeconds(10));
    }

    private static List<Offer> offers(List<DicomObject> objects) {
        return objects.stream()
                .map(object -> new Offer(
                        object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow(),
                        object.transferSyntax().uid()))
                .distinct()
                .toList();
    }

    private static byte[] plain(DicomObject object) {
        return Part10Writer.dataset(object.dataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static List<DicomObject> objects() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.golden("deid/input"))) {
            List<Path> sorted = files.sorted().toList();
            return IntStream.range(0, sorted.size())
                    .mapToObj(i -> {
                        try {
                            return Part10Reader.read(sorted.get(i));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
