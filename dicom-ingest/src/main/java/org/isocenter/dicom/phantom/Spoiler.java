package org.isocenter.dicom.phantom;

import java.util.random.RandomGenerator;
import org.isocenter.dicom.phantom.scanner.Stored;
import org.isocenter.dicom.render.BlockLetters;

/** Spoils pictures on purpose, one way a method. */
final class Spoiler {
    private Spoiler() {}

    /** Bright for dark. */
    static Stored inverted(Stored stored) {
        int[] values = new int[stored.values().length];
        int top = 0;
        for (int value : stored.values()) {
            top = Math.max(top, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = top - stored.values()[i];
        }
        return stored.withValues(values);
    }

    /** A second look at the same: one pixel aside, a little noise, a little brighter. */
    static Stored nearly(Stored stored, RandomGenerator random) {
        int[] values = new int[stored.values().length];
        double noise = stored.maximum() * 0.004;
        double gain = random.nextDouble(0.97, 1.03);
        for (int i = 0; i < values.length; i++) {
            int column = i % stored.columns();
            int from = column == 0 ? i : i - 1;
            double value = stored.values()[from] * gain + noise * random.nextGaussian();
            values[i] = (int) Math.min(stored.maximum(), Math.max(0, Math.round(value)));
        }
        return stored.withValues(values);
    }

    /** Nothing but noise about the middle. */
    static Stored noise(Stored stored, RandomGenerator random) {
        int[] values = new int[stored.values().length];
        for (int i = 0; i < values.length; i++) {
            double value = stored.maximum() * (0.3 + 0.12 * random.nextGaussian());
            values[i] = (int) Math.min(stored.maximum(), Math.max(0, Math.round(value)));
        }
        return stored.withValues(values);
    }

    /** One value all over, or one with the faintest grain. */
    static Stored blank(Stored stored, RandomGenerator random) {
        int[] values = new int[stored.values().length];
        int level = random.nextInt(0, stored.maximum() / 3);
        int grain = random.nextInt(0, 2);
        for (int i = 0; i < values.length; i++) {
            values[i] = level + (grain == 0 ? 0 : random.nextInt(0, 2));
        }
        return stored.withValues(values);
    }

    /** The patient's name and number written into the picture. */
    static Stored burnedIn(Stored stored, Person person) {
        int[] values = stored.values().clone();
        BlockLetters.write(values, stored.columns(), 4, 4, person.family(), stored.maximum());
        BlockLetters.write(values, stored.columns(), 4, 14, person.id(), stored.maximum());
        return stored.withValues(values);
    }
}
