package org.isocenter.dicom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.BlobFrameReader;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestPipelineTest {
    private static final byte[] SEAL = new byte[32];
    private static final long LARGEST = 1L << 28;
    private static final String PICTURE = "classification/brain_tumor_mri/glioma/Te-gl_0011.jpg";
    private static final String OTHER_PICTURE = "classification/brain_tumor_mri/glioma/Te-gl_0016.jpg";

    @TempDir
    Path folder;

    private MemoryGround ground;
    private Spool spool;
    private Quarantine quarantine;
    private IngestPipeline pipeline;

    @BeforeEach
    void build() {
        ground = new MemoryGround(folder.resolve("store"));
        spool = new Spool(folder.resolve("spool"), SEAL, 1L << 30);
        quarantine = new Quarantine(folder.resolve("quarantine"), SEAL, Clock.systemUTC());
        pipeline = new IngestPipeline(spool, quarantine, ground.ground());
    }

    @Test
    void a_phantom_set_is_stored_once_and_what_has_text_in_its_pixels_is_held() throws IOException {
        PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(3));
        PhantomTruth truth = PhantomTruth.read(folder.resolve("set"));
        FolderImport.Report report =
                imports().run(ground.project, folder.resolve("set/dicom"), name -> Optional.empty(), ended -> {});
        assertThat(report.received()).isEqualTo(truth.instances().size());
        assertThat(report.duplicates()).isEqualTo(truth.with(Trouble.RESENT).size());
        assertThat(report.quarantined()).isEqualTo(truth.with(Trouble.BURNED_IN).size());
        assertThat(report.stored()).isEqualTo(ground.instances.size());
        assertThat(spool.waiting()).isEmpty();
        assertThat(ground.counts().pending()).isZero();
        assertThat(ground.patients).hasSizeLessThanOrEqualTo(truth.patients());
        for (Path file : List.of(folder.resolve("store"), folder.resolve("quarantine"))) {
            assertThat(everyByteBelow(file))
                    .noneMatch(bytes -> truth.identifiers().stream().anyMatch(bytes::contains));
        }
    }

    @Test
    void a_stored_frame_can_be_read_again_in_hounsfield_units() {
        PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(3));
        imports().run(ground.project, folder.resolve("set/dicom"), name -> Optional.empty(), ended -> {});
        InstanceRecord ct = ground.instances.values().stream()
                .filter(i -> i.modality().code().equals("CT"))
                .findFirst()
                .orElseThrow();
        var frame = new BlobFrameReader(ground.store).read(ct.blob(), 0);
        assertThat(frame.unit()).isEqualTo(ValueUnit.HOUNSFIELD);
        assertThat(ct.headers()).containsKeys("Rows", "StudyDate", "SliceThickness", InstanceRecord.TAKEN_AWAY);
        assertThat(ct.headers().get("PatientID")).isEqualTo(ct.patient().value());
    }

    @Test
    void what_the_scanner_left_out_is_noted_and_keeps_nothing_out() throws IOException {
        DicomObject object = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        object.dataset().remove(Tag.PATIENT_SEX);
        Path in = Files.createDirectories(folder.resolve("in"));
        Part10Writer.write(object, in.resolve("a.dcm"));
        imports().run(ground.project, in, name -> Optional.empty(), ended -> {});
        assertThat(ground.instances).hasSize(1);
        assertThat(ground.quality.values())
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(QualityEvent.class))
                .contains(new QualityEvent(QualityEvent.Kind.MISSING_ATTRIBUTE, "PatientSex"));
        assertThat(ground.certificates.values()).singleElement().satisfies(certificate -> {
            assertThat(certificate.profile()).startsWith("basic + device");
            assertThat(certificate.keyId()).matches("[0-9a-f]{8}");
            assertThat(certificate.counts()).matches("([A-Z]=\\d+ ?)+");
        });
    }

    @Test
    void objects_without_an_image_are_stored_and_have_no_frames() throws IOException {
        for (String name : List.of("sr1", "sr2", "ref-ko", "ref-pr", "rtstruct", "pdf1")) {
            var ended = pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), golden(name + ".dcm")));
            assertThat(ended.code()).as(name).isEmpty();
            assertThat(ended.fate()).as(name).isEqualTo(Fate.STORED);
            InstanceRecord instance = ground.instances.get(ended.instance().orElseThrow());
            assertThat(instance.frames()).isZero();
            assertThat(instance.frameIds()).isEmpty();
        }
        for (String path : List.of("rtplan.dcm", "waveform_ecg.dcm", "test-SR.dcm")) {
            byte[] bytes = Files.readAllBytes(SharedData.data("dicom/pydicom/test_files/" + path));
            var ended = pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), bytes));
            assertThat(ended.code()).as(path).isEmpty();
        }
    }

    @Test
    void an_import_passes_over_a_directory_of_a_medium() throws IOException {
        Path medium = SharedData.data("dicom/pydicom/test_files/dicomdirtests");
        FolderImport.Report report = imports().run(ground.project, medium, name -> Optional.empty(), ended -> {});
        assertThat(report.stored()).isPositive();
        assertThat(quarantine.of(ground.project.id())).isEmpty();
        assertThat(report.broken()).isEmpty();
    }

    @Test
    void bad_files_wait_in_quarantine_with_their_codes_and_the_rest_goes_on() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a.dcm"), "a text file named .dcm");
        Files.write(in.resolve("b.dcm"), new byte[0]);
        byte[] good = Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm"));
        Files.write(in.resolve("c.dcm"), Arrays.copyOf(good, good.length - 100));
        Files.write(in.resolve("d.dcm"), good);
        Files.write(in.resolve("e.dcm"), withElementOfFourGigabytes(good));
        try (RandomAccessFile sparse = new RandomAccessFile(in.resolve("f.dcm").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        FolderImport.Report report = imports().run(ground.project, in, name -> Optional.empty(), ended -> {});
        assertThat(report.stored()).isEqualTo(1);
        assertThat(quarantine.of(ground.project.id()).stream().map(held -> held.code()))
                .containsExactlyInAnyOrder(
                        ErrorCode.NOT_DICOM, ErrorCode.NOT_DICOM, ErrorCode.TRUNCATED, ErrorCode.ELEMENT_TOO_LARGE);
        assertThat(report.broken()).containsExactly("f.dcm");
        assertThat(report.reasons().get(0)).startsWith("ISO-109 Expected at most");
    }

    @Test
    void one_broken_picture_is_named_with_its_reason_and_the_rest_goes_on() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        byte[] picture = Files.readAllBytes(SharedData.data(PICTURE));
        Files.write(in.resolve("a.jpg"), picture);
        Files.write(in.resolve("b.jpg"), Arrays.copyOf(picture, 100));
        Files.write(in.resolve("c.jpg"), new byte[0]);
        Files.write(in.resolve("d.jpg"), Files.readAllBytes(SharedData.data(OTHER_PICTURE)));
        FolderImport.Report report = imports().run(ground.project, in, name -> Optional.empty(), ended -> {});
        assertThat(report.stored()).isEqualTo(2);
        assertThat(report.broken()).containsExactly("b.jpg", "c.jpg");
        assertThat(report.reasons())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).startsWith("ISO-108").contains("Replace it or leave it out"));
    }

    @Test
    void a_spool_without_room_ends_an_import_with_its_code_instead_of_calling_pictures_broken() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve("a.jpg"), Files.readAllBytes(SharedData.data(PICTURE)));
        IngestPipeline full =
                new IngestPipeline(new Spool(folder.resolve("full"), SEAL, 10), quarantine, ground.ground());
        assertThatThrownBy(() -> new FolderImport(full, ground::key, LARGEST)
                        .run(ground.project, in, name -> Optional.empty(), ended -> {}))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    @Test
    void an_object_of_quarantine_can_be_requeued_or_discarded() {
        byte[] text = "no dicom".getBytes(StandardCharsets.US_ASCII);
        pipeline.ingest(pipeline.receive(ground.project, Optional.of("ab12"), text));
        var held = quarantine.of(ground.project.id()).get(0);
        assertThat(quarantine.open(held).all()).isEqualTo(text);
        assertThat(held.sourceKey()).contains("ab12");
        quarantine.discard(held);
        assertThat(quarantine.find(ground.project.id(), held.id())).isEmpty();
    }

    @Test
    void pictures_are_named_again_by_the_keyed_hash_of_their_path() {
        Path images = SharedData.data("medmnist/breastmnist.npz");
        FolderImport.Report report = imports().run(ground.project, images, name -> Optional.empty(), ended -> {});
        assertThat(report.stored()).isBetween(770, 780);
        assertThat(report.ownPatients()).isEqualTo(780);
        String key = SourceKey.of(ground.key(ground.project.id()), "train/0");
        assertThat(ground.bySourceKey(ground.project.id(), List.of(key))).containsKey(key);
        FolderImport.Report again = imports().run(ground.project, images, name -> Optional.empty(), ended -> {});
        assertThat(again.stored()).isZero();
    }

    @Test
    void after_a_crash_the_spool_still_has_what_was_received() {
        byte[] bytes = {1, 2, 3};
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), bytes);
        Spool reopened = new Spool(folder.resolve("spool"), SEAL, 1L << 30);
        assertThat(reopened.waiting()).containsExactly(spooled);
        assertThat(reopened.open(spooled).all()).isEqualTo(bytes);
    }

    @Test
    void a_fault_of_ours_leaves_the_object_in_the_spool_and_nothing_in_quarantine() throws IOException {
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), golden("ref-ct1.dcm"));
        ground.beforeIndexing = IngestPipelineTest::databaseIsDown;
        assertThatThrownBy(() -> pipeline.ingest(spooled)).hasMessage("the database is down");
        assertThat(spool.waiting()).containsExactly(spooled);
        assertThat(quarantine.of(ground.project.id())).isEmpty();
        assertThat(ground.counts()).isEqualTo(new IngestCounts(1, 0, 0, 0, 1));

        ground.beforeIndexing = () -> {};
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.STORED);
        assertThat(spool.waiting()).isEmpty();
        assertThat(ground.counts()).isEqualTo(new IngestCounts(1, 1, 0, 0, 0));
    }

    @Test
    void who_a_pseudonym_stands_for_is_known_before_its_first_instance_is_indexed() throws IOException {
        byte[] bytes = golden("ref-ct1.dcm");
        List<Integer> known = new ArrayList<>();
        ground.beforeIndexing = () -> known.add(ground.patients.size());
        pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), bytes));
        assertThat(known).containsExactly(1);
    }

    @Test
    void an_object_that_a_crash_leaves_in_the_spool_after_its_end_is_counted_once() throws IOException {
        for (String file : List.of("ref-ct1.dcm", "ref-ct1.dcm", "burn-palette.dcm")) {
            Spooled spooled = pipeline.receive(ground.project, Optional.empty(), golden(file));
            Path place = onlyFile(folder.resolve("spool"));
            byte[] sealed = Files.readAllBytes(place);
            ground.beforeForgetting = IngestPipelineTest::databaseIsDown;
            assertThatThrownBy(() -> pipeline.ingest(spooled)).hasMessage("the database is down");
            Files.write(place, sealed);
            ground.beforeForgetting = () -> {};
            assertThat(pipeline.ingest(spooled).code().isPresent()).isEqualTo(file.startsWith("burn"));
        }
        assertThat(ground.counts()).isEqualTo(new IngestCounts(3, 1, 1, 1, 0));
        assertThat(quarantine.of(ground.project.id())).hasSize(1);
    }

    @Test
    void what_was_held_aside_before_a_crash_is_held_aside_once() throws IOException {
        byte[] bytes = golden("burn-palette.dcm");
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), bytes);
        quarantine.hold(
                spooled, Octets.of(bytes), new PlatformException(ErrorCode.BURNED_IN_TEXT, "text in the pixels"));
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.QUARANTINED);
        assertThat(quarantine.of(ground.project.id())).hasSize(1);
    }

    @Test
    void what_was_held_aside_in_a_try_that_a_crash_undid_leaves_quarantine_when_it_is_stored() throws IOException {
        byte[] bytes = golden("ref-ct1.dcm");
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), bytes);
        quarantine.hold(
                spooled, Octets.of(bytes), new PlatformException(ErrorCode.DUPLICATE_INSTANCE, "another policy then"));
        assertThat(pipeline.ingest(spooled).fate()).isEqualTo(Fate.STORED);
        assertThat(quarantine.of(ground.project.id())).isEmpty();
    }

    @Test
    void quarantine_shows_the_kind_and_shape_of_an_image_and_nothing_of_its_patient() throws IOException {
        pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), golden("burn-palette.dcm")));
        var held = quarantine.of(ground.project.id()).get(0);
        assertThat(held.headers()).containsKeys("Modality", "Rows", "Columns", "TransferSyntaxUID");
        assertThat(held.headers()).containsEntry("BurnedInAnnotation", "YES");
        assertThat(held.headers().values())
                .allMatch(value -> value.matches("[0-9]+|1\\.2\\.840\\.10008\\.[0-9.]+|[A-Z0-9_ ]+"));

        pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), new byte[] {1, 2, 3}));
        assertThat(quarantine.of(ground.project.id()).get(1).headers()).isEmpty();
    }

    @Test
    void what_a_person_let_pass_is_not_held_when_it_comes_again() throws IOException {
        byte[] bytes = golden("burn-sc-mono2.dcm");
        assertThat(pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), bytes))
                        .code())
                .contains(ErrorCode.BURNED_IN_TEXT);
        Spooled looked = pipeline.receive(ground.project, Optional.empty(), bytes);
        assertThat(pipeline.ingestReviewed(looked, new PixelReview(List.of())).fate())
                .isEqualTo(Fate.STORED);
        Spooled again = pipeline.receive(ground.project, Optional.empty(), bytes);
        assertThat(pipeline.ingest(again).fate()).isEqualTo(Fate.DUPLICATE);
        assertThat(quarantine.of(ground.project.id())).hasSize(1);
    }

    @Test
    void a_full_spool_refuses_and_keeps_what_it_has() {
        Spool small = new Spool(folder.resolve("small"), SEAL, 100);
        small.put(ground.project.id(), Optional.empty(), new byte[8]);
        assertThatThrownBy(() -> small.put(ground.project.id(), Optional.empty(), new byte[8]))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        assertThat(small.waiting()).hasSize(1);
    }

    @Test
    void a_spool_that_is_filled_and_emptied_again_and_again_still_refuses_at_its_mark() {
        Spool small = new Spool(folder.resolve("small"), SEAL, 200);
        for (int i = 0; i < 20; i++) {
            small.remove(small.put(ground.project.id(), Optional.empty(), new byte[8]));
        }
        assertThatThrownBy(() -> small.put(ground.project.id(), Optional.empty(), new byte[201]))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    @Test
    void an_object_that_is_deleted_while_it_waits_is_not_stored() throws IOException {
        Spooled spooled = pipeline.receive(ground.project, Optional.empty(), golden("ref-ct1.dcm"));
        ground.beforeRepetition = () -> spool.remove(spooled);
        assertThatThrownBy(() -> pipeline.ingest(spooled))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(ground.instances).isEmpty();
        assertThat(quarantine.of(ground.project.id())).isEmpty();
    }

    @Test
    void what_nobody_was_told_is_safe_is_taken_back_once_the_database_answers() {
        ground.beforeReceiving = IngestPipelineTest::databaseIsDown;
        assertThatThrownBy(() -> pipeline.receive(ground.project, Optional.empty(), new byte[8]))
                .hasMessage("the database is down");

        ground.beforeReceiving = () -> {};
        pipeline.withdrawUnsaid();
        assertThat(spool.waiting()).isEmpty();
        assertThat(ground.counts()).isEqualTo(new IngestCounts(0, 0, 0, 0, 0));
    }

    @Test
    void spooled_bytes_are_sealed_and_for_their_owner_only() throws IOException {
        byte[] secret = "Meyer^Anna".getBytes(StandardCharsets.US_ASCII);
        pipeline.receive(ground.project, Optional.empty(), secret);
        assertThat(everyByteBelow(folder.resolve("spool"))).noneMatch(bytes -> bytes.contains("Meyer"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("spool")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void an_unreadable_syntax_is_quarantined_with_its_own_code() throws IOException {
        String file = new String(jpeg2000(), StandardCharsets.ISO_8859_1);
        String partTwo = file.replaceFirst("1\\.2\\.840\\.10008\\.1\\.2\\.4\\.91", "1.2.840.10008.1.2.4.93");
        byte[] unreadable = partTwo.getBytes(StandardCharsets.ISO_8859_1);
        var ended = pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), unreadable));
        assertThat(ended.fate()).isEqualTo(Fate.QUARANTINED);
        assertThat(ended.code()).contains(ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX);
    }

    @Test
    void a_jpeg_2000_object_is_stored() throws IOException {
        var ended = pipeline.ingest(pipeline.receive(ground.project, Optional.empty(), jpeg2000()));
        assertThat(ended.fate()).isEqualTo(Fate.STORED);
    }

    private static byte[] jpeg2000() throws IOException {
        return Files.readAllBytes(SharedData.data("dicom/pydicom/test_files/JPEG2000.dcm"));
    }

    /** A private element of undefined meaning that declares 0xFFFFFFF0 bytes, at the end of an explicit data set. */
    private static byte[] withElementOfFourGigabytes(byte[] file) {
        byte[] element = {(byte) 0xF1, 0x7F, 0x10, 0x10, 'O', 'B', 0, 0, (byte) 0xF0, -1, -1, -1};
        byte[] longer = Arrays.copyOf(file, file.length + element.length);
        System.arraycopy(element, 0, longer, file.length, element.length);
        return longer;
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sealed"))
                    .reduce((one, other) -> {
                        throw new IllegalStateException("more than one file");
                    })
                    .orElseThrow();
        }
    }

    private static void databaseIsDown() {
        throw new IllegalStateException("the database is down");
    }

    private static byte[] golden(String file) throws IOException {
        return Files.readAllBytes(SharedData.golden("deid/input").resolve(file));
    }

    private FolderImport imports() {
        return new FolderImport(pipeline, ground::key, LARGEST);
    }

    private static List<String> everyByteBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return file.getFileName() + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
