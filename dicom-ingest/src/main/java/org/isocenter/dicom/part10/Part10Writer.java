package org.isocenter.dicom.part10;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;

/** Writes a Part 10 file: a preamble of zeros, file meta information that names us, then the data set. */
public final class Part10Writer {
    /** Names this implementation, on the UUID arc. */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.219349160894352014586124720283619403541";

    /** Names this version. */
    public static final String IMPLEMENTATION_VERSION = "ISOCENTER_0_1";

    private Part10Writer() {}

    /** Writes a file, which may not be the one that the object was read from. */
    public static void write(DicomObject object, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(object, out);
        }
    }

    /** Writes to a stream and leaves it open. */
    public static void write(DicomObject object, OutputStream stream) throws IOException {
        OutputStream out = new BufferedOutputStream(stream, Octets.CHUNK);
        out.write(new byte[128]);
        out.write(new byte[] {'D', 'I', 'C', 'M'});
        byte[] meta = new DatasetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).bytes(meta(object));
        Dataset length = new Dataset();
        length.set(Tag.FILE_META_INFORMATION_GROUP_LENGTH, Vr.UL, Integer.toString(meta.length));
        out.write(new DatasetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).bytes(length));
        out.write(meta);
        dataset(object.dataset(), object.transferSyntax(), out);
        out.flush();
    }

    /** The bytes of a file. */
    public static byte[] bytes(DicomObject object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(object, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The bytes of a data set alone, as it travels over an association. */
    public static byte[] dataset(Dataset dataset, TransferSyntax syntax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            dataset(dataset, syntax, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void dataset(Dataset dataset, TransferSyntax syntax, OutputStream out) throws IOException {
        if (syntax.isDeflated()) {
            deflate(dataset, syntax, out);
        } else {
            new DatasetWriter(syntax).write(dataset, out);
        }
    }

    private static Dataset meta(DicomObject object) {
        Dataset meta = object.meta().copy();
        meta.remove(Tag.FILE_META_INFORMATION_GROUP_LENGTH);
        meta.setBytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1});
        meta.set(Tag.TRANSFER_SYNTAX_UID, Vr.UI, object.transferSyntax().uid());
        meta.set(Tag.IMPLEMENTATION_CLASS_UID, Vr.UI, IMPLEMENTATION_CLASS_UID);
        meta.set(Tag.IMPLEMENTATION_VERSION_NAME, Vr.SH, IMPLEMENTATION_VERSION);
        return meta;
    }

    /** Raw deflate (RFC 1951), padded to an even number of bytes (PS3.5 A.5). */
    private static void deflate(Dataset dataset, TransferSyntax syntax, OutputStream out) throws IOException {
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, raw, Octets.CHUNK);
            OutputStream stream = new BufferedOutputStream(deflated, Octets.CHUNK);
            new DatasetWriter(syntax).write(dataset, stream);
            stream.flush();
            deflated.finish();
            if (raw.getBytesWritten() % 2 == 1) {
                out.write(0);
            }
        } finally {
            raw.end();
        }
    }
}
