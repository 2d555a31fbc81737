package org.isocenter.dicom.part10;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads a Part 10 file into memory. Fails with {@link ErrorCode#NOT_DICOM}, {@link ErrorCode#TRUNCATED},
 * {@link ErrorCode#ELEMENT_TOO_LARGE} or {@link ErrorCode#ILLEGAL_ELEMENT}; never reads beyond the file.
 */
public final class Part10Reader {
    private static final int PREAMBLE = 128;
    private static final int MAGIC = 0x4449434D;
    /** A deflated data set that grows beyond this is taken for a bomb. */
    private static final int MOST_INFLATED = 1 << 30;

    private Part10Reader() {}

    /** Reads a file. */
    public static DicomObject read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /** Reads a file's bytes. */
    public static DicomObject read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DicomObject head = head(in);
        return new DicomObject(head.meta(), readDataset(in, head.transferSyntax()), head.transferSyntax());
    }

    /** Reads preamble and file meta information of a little-endian buffer, and leaves it where the data set begins. */
    static DicomObject head(ByteBuffer in) {
        if (in.remaining() < PREAMBLE + 4 || Integer.reverseBytes(in.getInt(PREAMBLE)) != MAGIC) {
            throw new PlatformException(
                    ErrorCode.NOT_DICOM, "Expected a DICOM file with DICM at byte 128; it is not there.");
        }
        in.position(PREAMBLE + 4);
        Dataset meta = new DatasetReader(in, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).readGroup(2);
        TransferSyntax syntax = meta.string(Tag.TRANSFER_SYNTAX_UID)
                .map(TransferSyntax::of)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT, "Expected a Transfer Syntax UID in the file meta information."));
        return new DicomObject(meta, new Dataset(), syntax);
    }

    /** Reads a data set alone, as it travels over an association. */
    public static Dataset readDataset(ByteBuffer in, TransferSyntax syntax) {
        return new DatasetReader(syntax.isDeflated() ? inflate(in) : in, syntax).read();
    }

    private static ByteBuffer inflate(ByteBuffer in) {
        byte[] deflated = new byte[in.remaining()];
        in.get(deflated);
        Inflater raw = new Inflater(true);
        try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(deflated), raw)) {
            byte[] inflated = stream.readNBytes(MOST_INFLATED);
            if (inflated.length == MOST_INFLATED) {
                throw new PlatformException(ErrorCode.ELEMENT_TOO_LARGE, "The deflated data set exceeds 1 GiB.");
            }
            return ByteBuffer.wrap(inflated);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.TRUNCATED, "The deflated data set ends early or is damaged.", e);
        } finally {
            raw.end();
        }
    }
}
