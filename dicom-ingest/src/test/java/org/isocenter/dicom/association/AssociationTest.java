package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.UserInformation.Extended;
import org.isocenter.dicom.association.UserInformation.Operations;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said around the messages, PDU by PDU: negotiation, rejections, aborts, silence, and a disk that is slow. */
class AssociationTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String STUDY_ROOT_FIND = QueryModel.STUDY_ROOT.find();

    private final CountDownLatch disk = new CountDownLatch(1);
    private final AtomicInteger kept = new AtomicInteger();
    private DicomScp scp;

    @BeforeEach
    void listen() {
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return caller.callingAe().equals("STRANGER")
                        ? Admission.CALLING_TITLE_UNKNOWN
                        : caller.calledAe().equals("ISOCENTER") ? Admission.ADMITTED : Admission.CALLED_TITLE_UNKNOWN;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) {
                try {
                    disk.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                kept.incrementAndGet();
            }
        };
        scp = new DicomScp(
                new DicomScp.Settings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        2,
                        Duration.ofMillis(300),
                        Duration.ofMillis(900),
                        1L << 24,
                        Optional.empty()),
                Services.of(handler));
    }

    @AfterEach
    void stop() throws IOException {
        disk.countDown();
        scp.close();
    }

    @Test
    void what_is_asked_for_beyond_the_minimum_is_answered_byte_by_byte() throws IOException {
        UserInformation asked = new UserInformation(
                0,
                List.of(),
                Optional.empty(),
                List.of(
                        new Extended(STUDY_ROOT_FIND, new byte[] {1, 1, 1, 1}),
                        new Extended(CT, new byte[] {2, 0, 3, 0, 1, 0}),
                        new Extended("1.2.3", new byte[] {1})));
        List<Extended> answered = associate(asked).user().extended();
        assertThat(answered).extracting(Extended::sopClass).containsExactly(STUDY_ROOT_FIND, CT);
        assertThat(answered.get(0).information()).as("relational, nothing else").containsExactly(1, 0, 0, 0);
        assertThat(answered.get(1).information())
                .as("level 0, signatures lost, attributes coerced")
                .containsExactly(0, 0, 1, 0, 1, 0);
    }

    @Test
    void several_operations_at_a_time_are_declined_and_nobody_is_told_who_did_not_ask() throws IOException {
        UserInformation asked = new UserInformation(0, List.of(), Optional.of(new Operations(8, 0)), List.of());
        assertThat(associate(asked).user().operations()).contains(Operations.ONE_BY_ONE);
        assertThat(associate(UserInformation.NONE).user().operations()).isEmpty();
    }

    @Test
    void each_rejection_has_its_result_source_and_reason() throws IOException {
        assertThat(rejection(request(1, AssociateItems.APPLICATION_CONTEXT, "SOMEBODY", "SCU")))
                .containsExactly(0, 1, 1, 7);
        assertThat(rejection(request(1, AssociateItems.APPLICATION_CONTEXT, "ISOCENTER", "STRANGER")))
                .containsExactly(0, 1, 1, 3);
        assertThat(rejection(request(1, "1.2.3", "ISOCENTER", "SCU"))).containsExactly(0, 1, 1, 2);
        assertThat(rejection(request(2, AssociateItems.APPLICATION_CONTEXT, "ISOCENTER", "SCU")))
                .containsExactly(0, 1, 2, 2);
        Requestor first = Requestor.open(peer(), List.of(Requestor.verification()));
        Requestor second = Requestor.open(peer(), List.of(Requestor.verification()));
        assertThat(rejection(request(1, AssociateItems.APPLICATION_CONTEXT, "ISOCENTER", "SCU")))
                .as("for now, for there is a limit")
                .containsExactly(0, 2, 3, 2);
        first.close();
        second.close();
    }

    @Test
    void each_abort_has_its_source_and_reason() throws IOException {
        assertThat(abort(new Pdu(Pdu.RELEASE, new byte[4]))).as("unexpected").containsExactly(0, 0, 2, 2);
        assertThat(abort(new Pdu(0x55, new byte[4]))).as("unrecognised").containsExactly(0, 0, 2, 1);
        assertThat(abort(new Pdu(Pdu.REQUEST, new byte[20]))).as("invalid").containsExactly(0, 0, 2, 6);
    }

    @Test
    void whoever_is_silent_is_told_and_makes_room() throws IOException {
        try (Socket silent = connect()) {
            assertThat(Pdu.read(in(silent)).type()).as("no request").isEqualTo(Pdu.ABORT);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket idle = connect()) {
            request(1, AssociateItems.APPLICATION_CONTEXT, "ISOCENTER", "SCU").write(idle.getOutputStream());
            long start = System.nanoTime();
            DataInputStream in = in(idle);
            assertThat(Pdu.read(in).type()).isEqualTo(Pdu.ACCEPT);
            Pdu end = Pdu.read(in);
            assertThat(end.type()).isEqualTo(Pdu.ABORT);
            assertThat(end.body()).as("by the service user").containsExactly(0, 0, 0, 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(800));
        }
        try (Requestor one = Requestor.open(peer(), List.of(Requestor.verification()));
                Requestor two = Requestor.open(peer(), List.of(Requestor.verification()))) {
            assertThat(one.echo() + two.echo()).isZero();
        }
    }

    @Test
    void a_slow_disk_holds_its_sender_up_and_nobody_else_and_nothing_is_lost() throws Exception {
        DicomObject object = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Requestor sending = Requestor.open(peer(), Requestor.offers(List.of(sopClass)))) {
            Future<Integer> statuses = sender.submit(() -> {
                int all = 0;
                for (int i = 0; i < 5; i++) {
                    all += sending.store(object);
                }
                return all;
            });
            Assertions.assertThatThrownBy(() -> statuses.get(500, TimeUnit.MILLISECONDS))
                    .as("no answer before the disk has it")
                    .isInstanceOf(TimeoutException.class);
            assertThat(kept).hasValue(0);
            try (Requestor other = Requestor.open(peer(), List.of(Requestor.verification()))) {
                assertThat(other.echo()).isZero();
            }
            disk.countDown();
            assertThat(statuses.get(10, TimeUnit.SECONDS)).isZero();
            assertThat(kept).hasValue(5);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            sender.shutdownNow();
        }
    }

    @Test
    void many_classes_fit_into_one_association_each_with_a_context_that_needs_no_codec() {
        List<String> classes = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "1.2.840.10008.5.1.4.1.1." + i)
                .toList();
        List<Requestor.Offer> offers = Requestor.offers(classes);
        assertThat(offers).hasSize(128);
        assertThat(offers.stream()
                        .filter(offer -> offer.transferSyntaxes().contains("1.2.840.10008.1.2.1"))
                        .map(Requestor.Offer::sopClass))
                .isEqualTo(classes);
    }

    private AssociateItems associate(UserInformation asked) throws IOException {
        List<PresentationContext> contexts = List.of(
                new PresentationContext(1, 0, STUDY_ROOT_FIND, List.of(Negotiation.IMPLICIT)),
                new PresentationContext(3, 0, CT, List.of(Negotiation.IMPLICIT)));
        Pdu request = AssociateItems.of("ISOCENTER", "SCU", contexts, asked).pdu(Pdu.REQUEST);
        Pdu reply = exchange(request);
        assertThat(reply.type()).isEqualTo(Pdu.ACCEPT);
        return AssociateItems.parse(reply);
    }

    private byte[] rejection(Pdu request) throws IOException {
        Pdu reply = exchange(request);
        assertThat(reply.type()).isEqualTo(Pdu.REJECT);
        return reply.body();
    }

    private byte[] abort(Pdu first) throws IOException {
        Pdu reply = exchange(first);
        assertThat(reply.type()).isIn(Pdu.ABORT, Pdu.REJECT);
        return reply.body();
    }

    private Pdu exchange(Pdu first) throws IOException {
        try (Socket socket = connect()) {
            first.write(socket.getOutputStream());
            return Pdu.read(in(socket));
        }
    }

    private static Pdu request(int version, String application, String called, String calling) {
        return new AssociateItems(
                        version,
                        application,
                        called,
                        calling,
                        List.of(new PresentationContext(1, 0, Dimse.VERIFICATION, List.of(Negotiation.IMPLICIT))),
                        UserInformation.NONE)
                .pdu(Pdu.REQUEST);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), scp.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    private Peer peer() {
        return new Peer("127.0.0.1", scp.port(), "ISOCENTER", "SCU", Duration.ofSeconds(10));
    }
}
