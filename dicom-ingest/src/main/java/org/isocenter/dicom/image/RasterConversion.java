package org.isocenter.dicom.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** From Java's many kinds of picture to the three we keep: grey 8, grey 16, RGB. */
final class RasterConversion {
    private RasterConversion() {}

    static RasterImage of(BufferedImage image) {
        boolean palette = image.getColorModel() instanceof IndexColorModel;
        int bands = image.getRaster().getNumBands();
        int type = image.getRaster().getDataBuffer().getDataType();
        if (!palette && bands <= 2 && isSixteenBit(type)) {
            return grey16(image, type == DataBuffer.TYPE_SHORT);
        }
        if (!palette && bands <= 2 && type == DataBuffer.TYPE_BYTE) {
            return grey8(image);
        }
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw ImageReader.unreadable("floating-point samples have no Secondary Capture form", null);
        }
        return rgb(image);
    }

    private static boolean isSixteenBit(int type) {
        return type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_SHORT;
    }

    private static RasterImage grey8(BufferedImage image) {
        Raster raster = image.getRaster();
        int scale = 255 / ((1 << Math.min(8, raster.getSampleModel().getSampleSize(0))) - 1);
        byte[] data = new byte[image.getWidth() * image.getHeight()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int value = raster.getSample(x, y, 0) * scale;
                data[at++] = (byte) (raster.getNumBands() == 2 ? value * raster.getSample(x, y, 1) / 255 : value);
            }
        }
        return RasterImage.grey8(image.getHeight(), image.getWidth(), data);
    }

    private static RasterImage grey16(BufferedImage image, boolean signed) {
        Raster raster = image.getRaster();
        byte[] data = new byte[2 * image.getWidth() * image.getHeight()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int value = raster.getSample(x, y, 0);
                if (raster.getNumBands() == 2) {
                    value = (int) ((long) value * raster.getSample(x, y, 1) / 65535);
                }
                data[at++] = (byte) value;
                data[at++] = (byte) (value >> 8);
            }
        }
        return new RasterImage(image.getHeight(), image.getWidth(), 1, 16, signed, 1, data);
    }

    /** By way of sRGB, one row at a time; what is transparent lies over black. */
    private static RasterImage rgb(BufferedImage image) {
        int width = image.getWidth();
        byte[] data = new byte[3 * width * image.getHeight()];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                int alpha = pixel >>> 24;
                data[at++] = (byte) (((pixel >> 16) & 0xff) * alpha / 255);
                data[at++] = (byte) (((pixel >> 8) & 0xff) * alpha / 255);
                data[at++] = (byte) ((pixel & 0xff) * alpha / 255);
            }
        }
        return RasterImage.rgb(image.getHeight(), width, data);
    }
}
