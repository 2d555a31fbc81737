package org.isocenter.dicom.burnedin;

import java.util.function.IntToDoubleFunction;
import org.isocenter.platform.imaging.Pixels;

/** How bright the pixels of a frame are: grey as it is, colour by ITU-R BT.601; not a number counts as nothing. */
interface Brightness {
    /** The brightness of the darkest pixel. */
    double least();

    /** The brightness of the brightest. */
    double most();

    /** How many pixels lie in each of some bins of a width, the first of which begins at the least. */
    int[] counts(int bins, double width);

    /** Every pixel as an unsigned byte, 0 for {@code from} and below, 255 for {@code to} and above. */
    byte[] levels(double from, double to);

    /** The brightness of so many pixels. */
    static Brightness of(Pixels pixels, int count) {
        if (pixels instanceof Pixels.Grey16 grey) {
            return new OfValues(grey.values(), count);
        }
        if (pixels instanceof Pixels.Rgb8 colour) {
            byte[] rgb = colour.values();
            return new OfPlaces(
                    i -> 0.299 * (rgb[3 * i] & 0xff)
                            + 0.587 * (rgb[3 * i + 1] & 0xff)
                            + 0.114 * (rgb[3 * i + 2] & 0xff),
                    count);
        }
        return new OfPlaces(i -> Double.isNaN(pixels.at(i)) ? 0 : pixels.at(i), count);
    }

    private static byte level(double brightness, double from, double scale) {
        double level = (brightness - from) * scale + 0.5;
        return (byte) (level <= 0 ? 0 : level >= 255 ? 255 : (int) level);
    }

    /** What is asked again for each pixel. */
    final class OfPlaces implements Brightness {
        private final IntToDoubleFunction brightness;
        private final int count;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        private OfPlaces(IntToDoubleFunction brightness, int count) {
            this.brightness = brightness;
            this.count = count;
            for (int i = 0; i < count; i++) {
                double value = brightness.applyAsDouble(i);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }

        @Override
        public double least() {
            return least;
        }

        @Override
        public double most() {
            return most;
        }

        @Override
        public int[] counts(int bins, double width) {
            int[] counts = new int[bins];
            for (int i = 0; i < count; i++) {
                counts[(int) ((brightness.applyAsDouble(i) - least) / width)]++;
            }
            return counts;
        }

        @Override
        public byte[] levels(double from, double to) {
            double scale = 255 / (to - from);
            byte[] levels = new byte[count];
            for (int i = 0; i < count; i++) {
                levels[i] = level(brightness.applyAsDouble(i), from, scale);
            }
            return levels;
        }
    }

    /** 16-bit values have few brightnesses: each is reckoned once. */
    final class OfValues implements Brightness {
        private final short[] values;
        private final int[] numbers = new int[1 << 16];
        private final int count;
        private int least;
        private int most = -1;

        private OfValues(short[] values, int count) {
            this.values = values;
            this.count = count;
            for (int i = 0; i < count; i++) {
                numbers[values[i] - Short.MIN_VALUE]++;
            }
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] > 0) {
                    least = most < 0 ? i : least;
                    most = i;
                }
            }
        }

        @Override
        public double least() {
            return least + Short.MIN_VALUE;
        }

        @Override
        public double most() {
            return most + Short.MIN_VALUE;
        }

        @Override
        public int[] counts(int bins, double width) {
            int[] counts = new int[bins];
            for (int i = least; i <= most; i++) {
                counts[(int) ((i - least) / width)] += numbers[i];
            }
            return counts;
        }

        @Override
        public byte[] levels(double from, double to) {
            double scale = 255 / (to - from);
            byte[] table = new byte[most - least + 1];
            for (int i = 0; i < table.length; i++) {
                table[i] = level(i + least(), from, scale);
            }
            byte[] levels = new byte[count];
            int first = least + Short.MIN_VALUE;
            for (int i = 0; i < count; i++) {
                levels[i] = table[values[i] - first];
            }
            return levels;
        }
    }
}
