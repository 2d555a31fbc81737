package org.isocenter.dicom.transcode;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.dicom.dataset.ComputedOctets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.decode.NativePixels;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Brings an object into another transfer syntax; what comes out has the stored values of what went in. Overlays that lie in
 * bits of the pixels are moved into elements of their own, since only native pixels and RLE have such bits. Frames after the
 * first are worked on when they are written, so that an object may be larger than the memory.
 */
public final class Transcoder {
    private static final String DERIVED = "DERIVED";
    private static final int LARGEST_ERROR = 255;
    private static final String NEAR_LOSSLESS_METHOD = "ISO_14495_1";

    private final Encoding wanted;
    private final int near;

    private Transcoder(Encoding wanted, int near) {
        this.wanted = wanted;
        this.near = near;
    }

    /** Whether objects can be written in a syntax; a single one may still have pixels that do not fit it. */
    public static boolean writes(TransferSyntax syntax) {
        return Encoding.of(syntax).isPresent();
    }

    /**
     * The object in another syntax; the object itself where it has that one. Fails with UNSUPPORTED_TRANSFER_SYNTAX where the
     * syntax is not written here, the pixels are in one that is not read, or do not fit the wanted one (floating point, more
     * than 16 bits, no pixels at all), and with UNDECODABLE_PIXELS where they are damaged.
     */
    public static DicomObject transcode(DicomObject object, TransferSyntax syntax) {
        return new Transcoder(encoding(syntax), 0).of(object);
    }

    /**
     * The bytes of one frame in another syntax, in which no transfer has to carry the others; errors as above.
     *
     * @param frame counted from 0
     */
    public static byte[] frame(DicomObject object, int frame, TransferSyntax syntax) {
        Encoding wanted = encoding(syntax);
        StoredFrame decoded = StoredFrame.of(object, frame);
        int before = object.dataset().integer(Tag.BITS_ALLOCATED).orElse(0);
        return wanted.encode(decoded, wanted.allocated(before, decoded.bitsStored()), 0);
    }

    /**
     * The object as near-lossless JPEG-LS, each sample off by at most {@code near}: a new instance, marked as derived and
     * lossy where {@code near} is not 0. Errors as above, and BAD_REQUEST where {@code near} is more than 255 or than half of
     * the largest sample.
     */
    public static DicomObject nearLossless(DicomObject object, int near) {
        int stored = object.dataset().integer(Tag.BITS_STORED).orElse(Short.SIZE);
        int most = Math.min(LARGEST_ERROR, ((1 << Math.min(stored, Short.SIZE)) - 1) / 2);
        if (near < 0 || near > most) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected an error from 0 to %d for samples of %d bits.".formatted(most, stored));
        }
        return new Transcoder(Encoding.JPEG_LS_NEAR, near).of(object);
    }

    private static Encoding encoding(TransferSyntax syntax) {
        return Encoding.of(syntax)
                .orElseThrow(() -> unsupported("the transfer syntax %s is not written here".formatted(syntax.uid())));
    }

    private DicomObject of(DicomObject object) {
        TransferSyntax syntax = wanted.syntax();
        if (object.transferSyntax().equals(syntax) && near == 0) {
            return object;
        }
        Dataset dataset = object.dataset().copy();
        Dataset meta = object.meta().copy();
        if (wanted.isNative()) {
            decode(object.transferSyntax(), dataset);
        } else {
            encode(object, dataset);
        }
        if (near > 0) {
            derive(dataset, meta);
        }
        meta.set(Tag.TRANSFER_SYNTAX_UID, Vr.UI, syntax.uid());
        return new DicomObject(meta, dataset, syntax);
    }

    private void encode(DicomObject object, Dataset dataset) {
        if (!dataset.contains(Tag.PIXEL_DATA)) {
            throw unsupported("an object without pixels that could be compressed stays in explicit or implicit VR");
        }
        int before = dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        int stored = dataset.integer(Tag.BITS_STORED).orElse(before);
        if (!object.transferSyntax().isEncapsulated()) {
            EmbeddedOverlays.lift(dataset);
        }
        int allocated = wanted.allocated(before, stored);
        List<Octets> frames = new ArrayList<>();
        int count = new FrameDecoder().frames(object);
        StoredFrame first = StoredFrame.of(object, 0);
        describe(dataset, first, allocated);
        frames.add(Octets.of(even(wanted.encode(first, allocated, near))));
        for (int i = 1; i < count; i++) {
            int frame = i;
            frames.add(new ComputedOctets(() -> even(wanted.encode(StoredFrame.of(object, frame), allocated, near))));
        }
        dataset.put(new Element(Tag.PIXEL_DATA, Vr.OB, new Fragments(new byte[0], frames)));
    }

    private static byte[] even(byte[] bytes) {
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** To native pixels, those of icons too. */
    private void decode(TransferSyntax from, Dataset dataset) {
        for (Element element : dataset) {
            if (element.value() instanceof Items items) {
                items.items().forEach(item -> decode(from, item));
            }
        }
        Optional<Element> pixels = dataset.element(Tag.PIXEL_DATA);
        if (pixels.isEmpty()) {
            return;
        }
        if (pixels.get().value() instanceof Fragments) {
            unpack(new DicomObject(new Dataset(), dataset.copy(), from), dataset);
        }
        boolean turned = from.isBigEndian() != wanted.syntax().isBigEndian();
        if (turned && dataset.integer(Tag.BITS_ALLOCATED).orElse(0) == Integer.SIZE) {
            dataset.setOctets(
                    Tag.PIXEL_DATA, pixels.get().vr(), NativePixels.halvesInOrder(dataset.octets(Tag.PIXEL_DATA)));
        }
    }

    private static void unpack(DicomObject object, Dataset dataset) {
        int allocated = dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        int count = new FrameDecoder().frames(object);
        StoredFrame first = StoredFrame.of(object, 0);
        describe(dataset, first, allocated);
        if (allocated == 1) {
            dataset.setBytes(
                    Tag.PIXEL_DATA, Vr.OB, bits(object, count, first.samples().length()));
            return;
        }
        int frameBytes = Math.multiplyExact(first.samples().length(), allocated / Byte.SIZE);
        Octets all = new DecodedPixels(
                count, frameBytes, i -> FramePacking.words(i == 0 ? first : StoredFrame.of(object, i), allocated));
        dataset.setOctets(Tag.PIXEL_DATA, allocated > Byte.SIZE ? Vr.OW : Vr.OB, all);
    }

    private static byte[] bits(DicomObject object, int count, long pixels) {
        byte[] all = new byte[Math.toIntExact((pixels * count + 7) / 8)];
        for (int i = 0; i < count; i++) {
            FramePacking.bits(FramePacking.values(StoredFrame.of(object, i)), all, pixels * i);
        }
        return all;
    }

    private static void describe(Dataset dataset, StoredFrame frame, int allocated) {
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, frame.photometric());
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, Integer.toString(allocated));
        dataset.set(Tag.HIGH_BIT, Vr.US, Integer.toString(frame.bitsStored() - 1));
        if (frame.samplesPerPixel() > 1) {
            dataset.set(Tag.PLANAR_CONFIGURATION, Vr.US, "0");
        }
        dataset.remove(Tag.EXTENDED_OFFSET_TABLE);
        dataset.remove(Tag.EXTENDED_OFFSET_TABLE_LENGTHS);
    }

    /** What lost something is another instance and says so (PS3.3 C.7.6.1.1.5). */
    private static void derive(Dataset dataset, Dataset meta) {
        List<String> type = new ArrayList<>(dataset.strings(Tag.IMAGE_TYPE));
        if (type.isEmpty()) {
            type.addAll(List.of(DERIVED, "SECONDARY"));
        }
        type.set(0, DERIVED);
        dataset.set(Tag.IMAGE_TYPE, Vr.CS, type.toArray(String[]::new));
        dataset.set(Tag.LOSSY_IMAGE_COMPRESSION, Vr.CS, "01");
        append(dataset, Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Vr.DS, "%.2f".formatted(ratio(dataset)));
        append(dataset, Tag.LOSSY_IMAGE_COMPRESSION_METHOD, Vr.CS, NEAR_LOSSLESS_METHOD);
        String uid = newUid();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, uid);
        meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid);
    }

    private static void append(Dataset dataset, int tag, Vr vr, String value) {
        List<String> values = new ArrayList<>(dataset.strings(tag));
        values.add(value);
        dataset.set(tag, vr, values.toArray(String[]::new));
    }

    private static double ratio(Dataset dataset) {
        long plain = 1;
        for (int tag :
                new int[] {Tag.ROWS, Tag.COLUMNS, Tag.SAMPLES_PER_PIXEL, Tag.NUMBER_OF_FRAMES, Tag.BITS_ALLOCATED}) {
            plain *= dataset.integer(tag).orElse(1);
        }
        long coded = dataset.fragments(Tag.PIXEL_DATA).stream()
                .mapToLong(Octets::length)
                .sum();
        return (double) plain / Byte.SIZE / coded;
    }

    /** A UID on the UUID arc (PS3.5 B.2). */
    private static String newUid() {
        UUID uuid = UUID.randomUUID();
        return "2.25."
                + new BigInteger(
                        1,
                        ByteBuffer.allocate(2 * Long.BYTES)
                                .putLong(uuid.getMostSignificantBits())
                                .putLong(uuid.getLeastSignificantBits())
                                .array());
    }

    static PlatformException unsupported(String why) {
        return new PlatformException(
                ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX,
                "Expected an object that can be brought into the wanted transfer syntax; %s.".formatted(why));
    }
}
