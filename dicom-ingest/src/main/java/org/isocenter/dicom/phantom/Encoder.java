package org.isocenter.dicom.phantom;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.phantom.scanner.Scanner.Encoding;
import org.isocenter.dicom.phantom.scanner.Stored;
import org.isocenter.dicom.rle.RleFrame;

/** Puts stored values into a data set the way a machine sends them: native, RLE or JPEG baseline. */
final class Encoder {
    private static final float JPEG_QUALITY = 0.93f;

    private Encoder() {}

    static DicomObject encode(Dataset dataset, Stored stored, Encoding encoding, String sender) {
        switch (encoding) {
            case RLE ->
                dataset.setFragments(Tag.PIXEL_DATA, List.of(RleFrame.encode(planes(stored), stored.columns())));
            case JPEG -> {
                dataset.set(Tag.LOSSY_IMAGE_COMPRESSION, Vr.CS, "01");
                dataset.setFragments(Tag.PIXEL_DATA, List.of(even(jpeg(stored))));
            }
            default -> dataset.setBytes(Tag.PIXEL_DATA, stored.bits() == 8 ? Vr.OB : Vr.OW, words(stored));
        }
        TransferSyntax syntax = syntax(encoding);
        Dataset meta = new Dataset();
        dataset.string(Tag.SOP_CLASS_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid));
        dataset.string(Tag.SOP_INSTANCE_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid));
        meta.set(Tag.TRANSFER_SYNTAX_UID, Vr.UI, syntax.uid());
        meta.set(Tag.SOURCE_APPLICATION_ENTITY_TITLE, Vr.AE, sender);
        return new DicomObject(meta, dataset, syntax);
    }

    private static TransferSyntax syntax(Encoding encoding) {
        return switch (encoding) {
            case IMPLICIT -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            case BIG_ENDIAN -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
            case DEFLATED -> TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
            case RLE -> TransferSyntax.RLE_LOSSLESS;
            case JPEG -> TransferSyntax.JPEG_BASELINE;
        };
    }

    /** Values as bytes, padded to an even number. */
    private static byte[] words(Stored stored) {
        int width = stored.bits() == 8 ? 1 : 2;
        byte[] bytes = new byte[stored.values().length * width];
        for (int i = 0; i < stored.values().length; i++) {
            int value = stored.values()[i];
            if (width == 1) {
                bytes[i] = (byte) value;
            } else {
                bytes[2 * i] = (byte) value;
                bytes[2 * i + 1] = (byte) (value >> 8);
            }
        }
        return even(bytes);
    }

    /** The high bytes, then the low bytes. */
    private static List<byte[]> planes(Stored stored) {
        byte[] high = new byte[stored.values().length];
        byte[] low = new byte[stored.values().length];
        for (int i = 0; i < high.length; i++) {
            high[i] = (byte) (stored.values()[i] >> 8);
            low[i] = (byte) stored.values()[i];
        }
        return stored.bits() == 8 ? List.of(low) : List.of(high, low);
    }

    private static byte[] jpeg(Stored stored) {
        BufferedImage image = new BufferedImage(stored.columns(), stored.rows(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, stored.columns(), stored.rows(), stored.values());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), quality);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] even(byte[] bytes) {
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }
}
