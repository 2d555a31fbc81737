package org.isocenter.dicom.phantom.scanner;

import java.util.random.RandomGenerator;
import org.isocenter.dicom.phantom.anatomy.Picture;

/**
 * One machine at one site, with its own sharpness, noise, exposure and way to store.
 *
 * @param site the institution's name
 * @param manufacturer who built it
 * @param model the model's name
 * @param station the station's name
 * @param serial the serial number
 * @param modality {@code CT} or {@code DX}
 * @param fieldMm width of the picture in millimetres
 * @param blur sharpness, sigma in pixels
 * @param noise noise, in Hounsfield units for CT and in parts of the full range for DX
 * @param gain contrast of the exposure around its middle (1 for CT)
 * @param offset shift of all values, in the units of the noise
 * @param bits bits stored
 * @param monochrome1 whether low values are bright
 * @param encoding how pixel data travels
 */
public record Scanner(
        String site,
        String manufacturer,
        String model,
        String station,
        String serial,
        String modality,
        double fieldMm,
        double blur,
        double noise,
        double gain,
        double offset,
        int bits,
        boolean monochrome1,
        Encoding encoding) {

    /** How pixel data travels. */
    public enum Encoding {
        IMPLICIT,
        EXPLICIT,
        BIG_ENDIAN,
        DEFLATED,
        RLE,
        JPEG
    }

    public boolean isCt() {
        return "CT".equals(modality);
    }

    /** Distance between pixel centres for a picture of this many pixels a side. */
    public double spacing(int size) {
        return fieldMm / size;
    }

    /** Takes a picture: blur, noise, exposure, rounding to stored values. */
    public Stored expose(Picture picture, RandomGenerator random) {
        double[] sharp = Blur.gaussian(picture.values(), picture.rows(), picture.columns(), blur);
        return isCt() ? storeCt(picture, sharp, random) : storeDx(picture, sharp, random);
    }

    private Stored storeCt(Picture picture, double[] hounsfield, RandomGenerator random) {
        double[] grain = grain(picture, random, 0.55 * blur);
        int[] values = new int[hounsfield.length];
        double dose = noise * random.nextDouble(0.7, 1.5);
        for (int i = 0; i < values.length; i++) {
            double value = hounsfield[i] + offset + dose * grain[i];
            values[i] = (int) Math.min(4095, Math.max(0, Math.round(value + 1024)));
        }
        return new Stored(picture.rows(), picture.columns(), values, bits, 1, -1024, -300, 1400, false);
    }

    private Stored storeDx(Picture picture, double[] attenuation, RandomGenerator random) {
        double[] scatter = Blur.gaussian(attenuation, picture.rows(), picture.columns(), 14);
        double[] grain = grain(picture, random, 0.4);
        double exposure = offset + random.nextDouble(-0.05, 0.05);
        double contrast = gain * random.nextDouble(0.85, 1.15);
        int maximum = (1 << bits) - 1;
        int[] values = new int[attenuation.length];
        for (int i = 0; i < values.length; i++) {
            double detail = attenuation[i] - 0.35 * scatter[i];
            double light = 0.1 + exposure + contrast * 1.45 * detail + noise * grain[i] * (0.4 + attenuation[i]);
            double stored = Math.round(maximum * Math.min(1, Math.max(0, light)));
            values[i] = (int) (monochrome1 ? maximum - stored : stored);
        }
        double centre = monochrome1 ? maximum * 0.55 : maximum * 0.45;
        return new Stored(picture.rows(), picture.columns(), values, bits, 1, 0, centre, maximum * 0.9, monochrome1);
    }

    /** Gaussian noise of unit strength, correlated by a blur as a reconstruction kernel does. */
    private static double[] grain(Picture picture, RandomGenerator random, double sigma) {
        double[] white = new double[picture.rows() * picture.columns()];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.nextGaussian();
        }
        double[] grain = Blur.gaussian(white, picture.rows(), picture.columns(), sigma);
        double square = 0;
        for (double value : grain) {
            square += value * value;
        }
        double scale = 1 / Math.sqrt(square / grain.length);
        for (int i = 0; i < grain.length; i++) {
            grain[i] *= scale;
        }
        return grain;
    }
}
