package org.isocenter.dicom.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.association.Requestor.Offer;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Requestor.Retrieved;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C-FIND, C-GET and C-MOVE over the loopback, both sides ours, over real objects. */
class QueryRetrieveTest {
    private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
    private final List<DicomObject> objects = new ArrayList<>();
    private DicomScp archive;
    private DicomScp ward;
    private int unreadable = -1;

    /** Every object is a match and is retrieved, whatever is asked. */
    private final QueryRetrieveHandler handler = new QueryRetrieveHandler() {
        @Override
        public void find(Caller caller, QueryModel model, Dataset identifier, Matches matches) {
            if (!identifier.contains(Tag.QUERY_RETRIEVE_LEVEL)) {
                throw new PlatformException(ErrorCode.BAD_REQUEST, "no level");
            }
            for (DicomObject object : objects) {
                Dataset match = new Dataset();
                match.set(Tag.SOP_INSTANCE_UID, Vr.UI, uid(object));
                if (!matches.next(match)) {
                    return;
                }
            }
        }

        @Override
        public List<StoredInstance> retrieve(Caller caller, QueryModel model, Dataset identifier) {
            return objects.stream()
                    .map(object -> new StoredInstance(
                            object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow(), uid(object), () -> {
                                if (objects.indexOf(object) == unreadable) {
                                    throw new PlatformException(ErrorCode.NOT_FOUND, "the blob is gone");
                                }
                                return EncodedObject.of(Part10Writer.bytes(object));
                            }))
                    .toList();
        }

        @Override
        public Optional<Peer> destination(Caller caller, String aeTitle) {
            return aeTitle.equals("WARD") ? Optional.of(peer(ward.port(), "WARD")) : Optional.empty();
        }
    };

    @BeforeEach
    void listen() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.data("dicom/sag-anon_mr_t1"))) {
            for (Path file : files.sorted().limit(5).toList()) {
                objects.add(Part10Reader.read(file));
            }
        }
        StoreHandler keep = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return Admission.ADMITTED;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                received.add(object.bytes());
            }
        };
        archive = new DicomScp(settings(), Services.of(keep, handler));
        ward = new DicomScp(settings(), Services.of(keep));
    }

    private static DicomScp.Settings settings() {
        return new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 4, Duration.ofSeconds(10), 1L << 28);
    }

    @AfterEach
    void stop() throws IOException {
        archive.close();
        ward.close();
    }

    @Test
    void every_match_is_answered_one_by_one_before_the_final_success() throws IOException {
        List<Dataset> matches = new ArrayList<>();
        try (Requestor requestor = ask(Requestor.queries(QueryModel.STUDY_ROOT))) {
            assertThat(requestor.find(QueryModel.STUDY_ROOT, identifier(), matches::add))
                    .isZero();
        }
        assertThat(matches)
                .extracting(match -> match.string(Tag.SOP_INSTANCE_UID).orElseThrow())
                .isEqualTo(objects.stream().map(QueryRetrieveTest::uid).toList());
    }

    @Test
    void an_identifier_that_cannot_be_served_has_the_status_of_the_standard_and_the_association_goes_on()
            throws IOException {
        try (Requestor requestor = ask(Requestor.queries(QueryModel.PATIENT_ROOT))) {
            assertThat(requestor.find(QueryModel.PATIENT_ROOT, new Dataset(), match -> {}))
                    .isEqualTo(0xA900);
            assertThat(requestor.find(QueryModel.PATIENT_ROOT, identifier(), match -> {}))
                    .isZero();
        }
    }

    @Test
    void got_objects_come_over_the_same_association_as_they_are_stored() throws IOException {
        List<byte[]> got = new ArrayList<>();
        try (Requestor requestor = ask(offersToUs())) {
            assertThat(requestor.get(QueryModel.STUDY_ROOT, identifier(), got::add))
                    .isEqualTo(new Retrieved(0, 5, 0, 0));
        }
        assertSame(got);
    }

    @Test
    void an_object_that_cannot_be_read_fails_alone() throws IOException {
        unreadable = 2;
        List<byte[]> got = new ArrayList<>();
        try (Requestor requestor = ask(offersToUs())) {
            assertThat(requestor.get(QueryModel.STUDY_ROOT, identifier(), got::add))
                    .isEqualTo(new Retrieved(0xB000, 4, 1, 0));
        }
        assertThat(got).hasSize(4);
    }

    @Test
    void what_the_requestor_does_not_take_fails_as_a_whole_and_nothing_is_sent() throws IOException {
        List<byte[]> got = new ArrayList<>();
        try (Requestor requestor = ask(Requestor.queries(QueryModel.STUDY_ROOT))) {
            assertThat(requestor.get(QueryModel.STUDY_ROOT, identifier(), got::add))
                    .isEqualTo(new Retrieved(0xA702, 0, 5, 0));
        }
        assertThat(got).isEmpty();
    }

    @Test
    void moved_objects_arrive_at_the_third_party_and_each_is_reported() throws IOException {
        List<Retrieved> progress = new ArrayList<>();
        try (Requestor requestor = ask(Requestor.queries(QueryModel.STUDY_ROOT))) {
            assertThat(requestor.move(QueryModel.STUDY_ROOT, identifier(), "WARD", progress::add))
                    .isEqualTo(new Retrieved(0, 5, 0, 0));
        }
        assertThat(progress).extracting(Retrieved::completed).containsExactly(1, 2, 3, 4, 5);
        assertSame(received);
    }

    @Test
    void what_is_stored_in_a_syntax_that_we_take_can_be_sent_on_in_it() {
        assertThat(Requestor.offers(List.of("1.2.840.10008.5.1.4.1.1.4")))
                .flatExtracting(Offer::transferSyntaxes)
                .contains("1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.8.1");
    }

    @Test
    void a_destination_that_is_down_fails_every_object_and_the_association_goes_on() throws IOException {
        ward.close();
        try (Requestor requestor = ask(Requestor.queries(QueryModel.STUDY_ROOT))) {
            assertThat(requestor.move(QueryModel.STUDY_ROOT, identifier(), "WARD", each -> {}))
                    .isEqualTo(new Retrieved(0xA702, 0, 5, 0));
            assertThat(requestor.find(QueryModel.STUDY_ROOT, identifier(), match -> {}))
                    .isZero();
        }
    }

    @Test
    void a_destination_that_is_not_known_is_named_by_its_status() throws IOException {
        try (Requestor requestor = ask(Requestor.queries(QueryModel.STUDY_ROOT))) {
            assertThat(requestor
                            .move(QueryModel.STUDY_ROOT, identifier(), "ATTIC", each -> {})
                            .status())
                    .isEqualTo(0xA801);
        }
    }

    @Test
    void objects_of_a_plain_syntax_are_put_into_the_one_that_was_accepted() throws IOException {
        List<byte[]> got = new ArrayList<>();
        String sopClass = objects.get(0).dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        List<Offer> offers = new ArrayList<>(Requestor.queries(QueryModel.STUDY_ROOT));
        offers.add(new Offer(sopClass, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.uid()).toUs());
        try (Requestor requestor = ask(offers)) {
            assertThat(requestor
                            .get(QueryModel.STUDY_ROOT, identifier(), got::add)
                            .completed())
                    .isEqualTo(5);
        }
        assertThat(Part10Reader.read(got.get(0)).transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertSame(got);
    }

    @Test
    void an_object_whose_coding_the_peer_does_not_take_is_sent_in_one_that_it_takes_without_loss() throws IOException {
        DicomObject plain = objects.get(0);
        objects.set(0, Transcoder.transcode(plain, TransferSyntax.of("1.2.840.10008.1.2.5")));
        List<byte[]> got = new ArrayList<>();
        String sopClass = plain.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        for (String taken : List.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80")) {
            List<Offer> offers = new ArrayList<>(Requestor.queries(QueryModel.STUDY_ROOT));
            offers.add(new Offer(sopClass, taken).toUs());
            got.clear();
            try (Requestor requestor = ask(offers)) {
                assertThat(requestor.get(QueryModel.STUDY_ROOT, identifier(), got::add))
                        .isEqualTo(new Retrieved(0, 5, 0, 0));
            }
            DicomObject first = Part10Reader.read(got.get(0));
            assertThat(first.transferSyntax().uid()).isEqualTo(taken);
            assertThat(plain(Transcoder.transcode(first, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)))
                    .isEqualTo(plain(plain));
        }
    }

    private void assertSame(List<byte[]> part10) {
        assertThat(part10).hasSameSizeAs(objects);
        for (int i = 0; i < part10.size(); i++) {
            assertThat(plain(Part10Reader.read(part10.get(i)))).isEqualTo(plain(objects.get(i)));
        }
    }

    private static byte[] plain(DicomObject object) {
        return Part10Writer.dataset(object.dataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private List<Offer> offersToUs() {
        List<Offer> offers = new ArrayList<>(Requestor.queries(QueryModel.STUDY_ROOT));
        Requestor.offers(List.of(
                        objects.get(0).dataset().string(Tag.SOP_CLASS_UID).orElseThrow()))
                .forEach(offer -> offers.add(offer.toUs()));
        return offers;
    }

    private Requestor ask(List<Offer> offers) throws IOException {
        return Requestor.open(peer(archive.port(), "ISOCENTER"), offers);
    }

    private static Peer peer(int port, String title) {
        return new Peer("127.0.0.1", port, title, "TESTSCU", Duration.ofSeconds(10));
    }

    private static Dataset identifier() {
        Dataset identifier = new Dataset();
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, "STUDY");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2");
        return identifier;
    }

    private static String uid(DicomObject object) {
        return object.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
    }
}
