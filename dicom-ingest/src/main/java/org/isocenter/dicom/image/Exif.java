package org.isocenter.dicom.image;

import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing we take from a camera's notes (Exif 2.3, tag 0x0112): which way is up. */
final class Exif {
    private static final int ORIENTATION = 0x0112;

    private Exif() {}

    /** The orientation of a JPEG, 1 to 8; 1 (as it is) where nothing is noted. */
    static int orientation(byte[] jpeg) {
        try {
            return search(ByteBuffer.wrap(jpeg));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return 1;
        }
    }

    private static int search(ByteBuffer in) {
        if (in.remaining() < 4 || in.getShort() != (short) 0xFFD8) {
            return 1;
        }
        while (in.remaining() > 4) {
            int marker = in.getShort() & 0xffff;
            int length = in.getShort() & 0xffff;
            if (marker == 0xFFE1 && length > 14 && in.getInt(in.position()) == 0x45786966) {
                return directory(in.slice(in.position() + 6, length - 8));
            }
            if (marker == 0xFFDA || (marker & 0xff00) != 0xff00) {
                return 1;
            }
            in.position(in.position() + length - 2);
        }
        return 1;
    }

    private static int directory(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int entries = tiff.getShort(at);
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /** The picture turned and mirrored so that the noted orientation is undone. */
    static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage out = new BufferedImage(
                image.getColorModel(),
                image.getRaster().createCompatibleWritableRaster(turned ? height : width, turned ? width : height),
                image.isAlphaPremultiplied(),
                null);
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                int across = turned ? y : x;
                int down = turned ? x : y;
                int fromX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8
                        ? width - 1 - across
                        : across;
                int fromY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7
                        ? height - 1 - down
                        : down;
                out.getRaster().setDataElements(x, y, image.getRaster().getDataElements(fromX, fromY, null));
            }
        }
        return out;
    }
}
