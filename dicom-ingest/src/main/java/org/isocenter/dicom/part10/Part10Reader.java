package org.isocenter.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads a Part 10 file, also one without preamble, file meta information or transfer syntax whose first element
 * shows how it is encoded. Large values are not taken into memory but read from the file when they are asked for. Fails with {@link ErrorCode#NOT_DICOM}, {@link ErrorCode#TRUNCATED},
 * {@link ErrorCode#ELEMENT_TOO_LARGE} or {@link ErrorCode#ILLEGAL_ELEMENT}; never reads beyond the file.
 */
public final class Part10Reader {
    private static final int PREAMBLE = 128;
    private static final int MAGIC = 0x4449434D;
    /** Files up to this are read at once. */
    private static final long SMALL_FILE = 4L << 20;

    /** A deflated data set that grows beyond this, or beyond an eighth of the heap, is taken for a bomb. */
    private static final int MOST_INFLATED = 1 << 30;

    private Part10Reader() {}

    /** Reads a file, which must stay as it is for as long as the object is used. */
    public static DicomObject read(Path file) throws IOException {
        return read(octets(file));
    }

    /** Reads a file's bytes. */
    public static DicomObject read(byte[] bytes) {
        return read(Octets.of(bytes));
    }

    /** Reads a file's bytes, wherever they lie. */
    public static DicomObject read(Octets bytes) {
        Reading reading = readAsFar(bytes);
        reading.fault().ifPresent(why -> {
            throw why;
        });
        return reading.object();
    }

    /** The file meta information alone of a file's bytes; errors as {@link #read(byte[])} has them. */
    public static Dataset meta(byte[] bytes) {
        Octets file = Octets.of(bytes);
        return head(file, new Input(file)).meta();
    }

    private static Octets octets(Path file) throws IOException {
        return Files.size(file) <= SMALL_FILE ? Octets.of(Files.readAllBytes(file)) : new FileOctets(file);
    }

    /** Reads the transfer syntax that a file names. */
    public static TransferSyntax syntax(Octets file) {
        return head(file, new Input(file)).transferSyntax();
    }

    /** Reads preamble and file meta information, and leaves the input where the data set begins. */
    static DicomObject head(Octets file, Input in) {
        if (!hasPrefix(file)) {
            throw new PlatformException(
                    ErrorCode.NOT_DICOM, "Expected a DICOM file with DICM at byte 128; it is not there.");
        }
        in.position(PREAMBLE + 4);
        DatasetReader reader = new DatasetReader(in, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Dataset meta = reader.readGroup(2);
        reader.fault().ifPresent(why -> {
            throw why;
        });
        TransferSyntax syntax = meta.string(Tag.TRANSFER_SYNTAX_UID)
                .map(TransferSyntax::of)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT, "Expected a Transfer Syntax UID in the file meta information."));
        return new DicomObject(meta, new Dataset(), syntax);
    }

    private static boolean hasPrefix(Octets file) {
        return file.length() >= PREAMBLE + Integer.BYTES
                && ByteBuffer.wrap(file.part(PREAMBLE, Integer.BYTES)).getInt() == MAGIC;
    }

    /** Reads a file as far as it goes, as below. */
    public static Reading readAsFar(Path file) throws IOException {
        return readAsFar(octets(file));
    }

    /** Reads as far as it goes; refuses nothing. What is no DICOM at all is read as implicit VR, with its fault. */
    public static Reading readAsFar(byte[] bytes) {
        return readAsFar(Octets.of(bytes));
    }

    /** The same for bytes wherever they lie. */
    public static Reading readAsFar(Octets bytes) {
        boolean hasPrefix = hasPrefix(bytes);
        Input in = new Input(bytes);
        in.position(hasPrefix ? PREAMBLE + Integer.BYTES : 0);
        if (!hasPrefix && FirstElement.syntax(in).isEmpty()) {
            return notDicom(in);
        }
        DatasetReader metaReader = new DatasetReader(in, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Dataset meta = metaReader.readGroup(2);
        Optional<TransferSyntax> named = meta.string(Tag.TRANSFER_SYNTAX_UID).map(TransferSyntax::of);
        Optional<TransferSyntax> syntax = named.or(() -> FirstElement.syntax(in));
        int start = (int) in.position();
        if (metaReader.fault().isPresent()) {
            DicomObject object =
                    new DicomObject(meta, new Dataset(), syntax.orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            return new Reading(object, metaReader.fault(), hasPrefix, named.isPresent(), start);
        }
        return dataset(in, meta, syntax.orElse(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN), hasPrefix, named.isPresent());
    }

    private static Reading dataset(Input in, Dataset meta, TransferSyntax syntax, boolean hasPrefix, boolean named) {
        int start = (int) in.position();
        try {
            DatasetReader reader = new DatasetReader(syntax.isDeflated() ? inflate(in) : in, syntax);
            Dataset dataset = reader.read();
            Optional<PlatformException> fault = reader.fault().or(() -> metaIn(dataset));
            return new Reading(new DicomObject(meta, dataset, syntax), fault, hasPrefix, named, start);
        } catch (PlatformException e) {
            return new Reading(new DicomObject(meta, new Dataset(), syntax), Optional.of(e), hasPrefix, named, start);
        }
    }

    /** File meta information that is broken off goes on in the data set; nobody could read it again from there. */
    private static Optional<PlatformException> metaIn(Dataset dataset) {
        for (Element element : dataset) {
            if (element.tag() >>> 16 == 2) {
                return Optional.of(new PlatformException(
                        ErrorCode.ILLEGAL_ELEMENT, "Expected a data set without elements of group 0002; it has one."));
            }
        }
        return Optional.empty();
    }

    private static Reading notDicom(Input in) {
        Dataset dataset = new DatasetReader(in, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).read();
        PlatformException why = new PlatformException(
                ErrorCode.NOT_DICOM, "Expected a DICOM file with DICM at byte 128; it is not there.");
        DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        return new Reading(object, Optional.of(why), false, false, 0);
    }

    /** Reads a data set alone, as it travels over an association. */
    public static Dataset readDataset(ByteBuffer bytes, TransferSyntax syntax) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return readDataset(Octets.of(copy), syntax);
    }

    /** The same for bytes wherever they lie. */
    public static Dataset readDataset(Octets bytes, TransferSyntax syntax) {
        Input in = new Input(bytes);
        DatasetReader reader = new DatasetReader(syntax.isDeflated() ? inflate(in) : in, syntax);
        Dataset dataset = reader.read();
        reader.fault().ifPresent(why -> {
            throw why;
        });
        return dataset;
    }

    private static Input inflate(Input in) {
        Octets deflated = in.take(in.remaining());
        int most = (int) Math.min(MOST_INFLATED, Runtime.getRuntime().maxMemory() / 8);
        Inflater raw = new Inflater(true);
        try (InflaterInputStream stream = new InflaterInputStream(deflated.stream(), raw)) {
            byte[] inflated = stream.readNBytes(most);
            if (inflated.length == most) {
                throw new PlatformException(
                        ErrorCode.ELEMENT_TOO_LARGE, "The deflated data set exceeds %d bytes.".formatted(most));
            }
            return new Input(Octets.of(inflated));
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.TRUNCATED, "The deflated data set ends early or is damaged.", e);
        } finally {
            raw.end();
        }
    }
}
