package org.isocenter.dicom.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.decode.BlobFrameReader;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.DeidentifyFolder;
import org.isocenter.dicom.deidentify.DeidentifyReport;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.inspect.InspectedFile;
import org.isocenter.dicom.inspect.InspectedFrame;
import org.isocenter.dicom.inspect.Inspector;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.quarantine.Quarantine;
import org.isocenter.dicom.spool.Spool;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.imaging.Frame;

/**
 * A process of its own, started with little memory, that takes a large object through everything: written, read, judged,
 * inspected, de-identified, imported, and a frame of it decoded from the store. It prints a line for each.
 */
public final class LargeObjectProcess {
    private static final int SIDE = 512;
    private static final int FRAME = SIDE * SIDE * Short.BYTES;
    private static final byte[] KEY = new byte[32];

    private LargeObjectProcess() {}

    /** Takes an empty folder, the number of frames and a transfer syntax. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int frames = Integer.parseInt(args[1]);
        Path file = Files.createDirectory(folder.resolve("in")).resolve("large.dcm");
        Part10Writer.write(Transcoder.transcode(large(frames), TransferSyntax.of(args[2])), file);
        say("bytes", Files.size(file));
        inspect(file);
        deidentify(file, folder);
        ingest(file, folder, frames);
    }

    private static void inspect(Path file) throws IOException {
        InspectedFile inspected = new Inspector(true, true).inspect(file.toString());
        say("verdict", inspected.verdict());
        say(
                "inspected",
                inspected.frames().stream()
                        .filter(frame -> frame.error() == null)
                        .map(InspectedFrame::storedSha256)
                        .distinct()
                        .count());
    }

    private static void deidentify(Path file, Path folder) throws IOException {
        Path out = folder.resolve("out");
        DeidentifyReport report = new DeidentifyFolder(
                        ProfileChoice.of(List.of()), KEY, new Deidentifier(SafePrivate.standard()), Clock.systemUTC())
                .deidentify(file, out)
                .report();
        say("deidentified", report.count(Outcome.WRITTEN));
        try (Stream<Path> written = Files.walk(out)) {
            Path copy = written.filter(each -> each.toString().endsWith(".dcm"))
                    .findFirst()
                    .orElseThrow();
            say("unchanged", pixels(copy).equals(pixels(file)));
        }
    }

    private static void ingest(Path file, Path folder, int frames) throws IOException {
        MemoryGround ground = new MemoryGround(folder.resolve("store"));
        Quarantine quarantine = new Quarantine(folder.resolve("quarantine"), KEY, Clock.systemUTC());
        Spool spool = new Spool(folder.resolve("spool"), KEY, Long.MAX_VALUE);
        IngestPipeline pipeline = new IngestPipeline(spool, quarantine, ground.ground());
        var report = new FolderImport(pipeline, ground::key, Long.MAX_VALUE)
                .run(ground.project, file, name -> Optional.empty(), ended -> {});
        say("stored", report.stored());
        Frame last = new BlobFrameReader(ground.store)
                .read(ground.instances.values().iterator().next().blob(), frames - 1);
        say("rows", last.rows());
    }

    private static String pixels(Path file) throws IOException {
        MessageDigest digest = sha256();
        DicomObject plain = Transcoder.transcode(Part10Reader.read(file), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        plain.dataset().octets(Tag.PIXEL_DATA).copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A smooth image in every frame, each a little brighter than the one before. */
    private static DicomObject large(int frames) {
        Dataset dataset = new Dataset();
        String uid = "1.2.826.0.1.3680043.8.498.";
        dataset.set(Tag.SOP_CLASS_UID, Vr.UI, "1.2.840.10008.5.1.4.1.1.20");
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, uid + "1");
        dataset.set(Tag.STUDY_INSTANCE_UID, Vr.UI, uid + "2");
        dataset.set(Tag.SERIES_INSTANCE_UID, Vr.UI, uid + "3");
        dataset.set(Tag.PATIENT_ID, Vr.LO, "LARGE");
        dataset.set(Tag.MODALITY, Vr.CS, "NM");
        dataset.set(Tag.SAMPLES_PER_PIXEL, Vr.US, "1");
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2");
        dataset.set(Tag.NUMBER_OF_FRAMES, Vr.IS, Integer.toString(frames));
        dataset.set(Tag.ROWS, Vr.US, Integer.toString(SIDE));
        dataset.set(Tag.COLUMNS, Vr.US, Integer.toString(SIDE));
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, "16");
        dataset.set(Tag.BITS_STORED, Vr.US, "16");
        dataset.set(Tag.HIGH_BIT, Vr.US, "15");
        dataset.set(Tag.PIXEL_REPRESENTATION, Vr.US, "0");
        dataset.setOctets(Tag.PIXEL_DATA, Vr.OW, new Drawn(frames));
        Dataset meta = new Dataset();
        meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, "1.2.840.10008.5.1.4.1.1.20");
        meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid + "1");
        return new DicomObject(meta, dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Pixels that are drawn as they are asked for. */
    private record Drawn(int frames) implements Octets {
        @Override
        public long length() {
            return (long) frames * FRAME;
        }

        @Override
        public byte[] part(long from, int length) {
            ByteBuffer words = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = from / Short.BYTES; words.hasRemaining(); at++) {
                int pixel = (int) (at % (SIDE * SIDE));
                words.putShort((short) (pixel / SIDE * 40 + pixel % SIDE * 20 + at / (SIDE * SIDE)));
            }
            return words.array();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String what, Object value) {
        System.out.println(what + "\t" + value);
    }
}
