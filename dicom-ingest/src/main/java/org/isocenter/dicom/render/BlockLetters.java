package org.isocenter.dicom.render;

import java.util.Locale;

/** Letters of three by five dots, so that text can be drawn where no font is installed. */
public final class BlockLetters {
    private static final String ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./:";
    /** Five rows of three bits each, top left first. */
    private static final int[] DOTS = {
        0b010_101_111_101_101, 0b110_101_110_101_110, 0b011_100_100_100_011, 0b110_101_101_101_110,
        0b111_100_110_100_111, 0b111_100_110_100_100, 0b011_100_101_101_011, 0b101_101_111_101_101,
        0b111_010_010_010_111, 0b001_001_001_101_010, 0b101_101_110_101_101, 0b100_100_100_100_111,
        0b101_111_111_101_101, 0b110_101_101_101_101, 0b010_101_101_101_010, 0b110_101_110_100_100,
        0b010_101_101_111_011, 0b110_101_110_101_101, 0b011_100_010_001_110, 0b111_010_010_010_010,
        0b101_101_101_101_111, 0b101_101_101_101_010, 0b101_101_111_111_101, 0b101_101_010_101_101,
        0b101_101_010_010_010, 0b111_001_010_100_111, 0b010_101_101_101_010, 0b010_110_010_010_111,
        0b110_001_010_100_111, 0b110_001_010_001_110, 0b101_101_111_001_001, 0b111_100_110_001_110,
        0b011_100_110_101_010, 0b111_001_010_010_010, 0b010_101_010_101_010, 0b010_101_011_001_110,
        0b000_000_111_000_000, 0b000_000_000_000_010, 0b001_001_010_100_100, 0b000_010_000_010_000
    };

    private BlockLetters() {}

    /** Pixels from the top of a letter to the top of the one below it. */
    public static final int LINE = 7;

    /** Writes a line at a place, each dot one pixel; what does not fit is cut off, unknown letters are gaps. */
    public static void write(int[] values, int columns, int x, int y, String text, int ink) {
        String line = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < line.length() && x + 4 * i + 3 < columns; i++) {
            int letter = ORDER.indexOf(line.charAt(i));
            for (int dot = 0; dot < 15 && letter >= 0; dot++) {
                if ((DOTS[letter] >> (14 - dot) & 1) == 1) {
                    values[(y + dot / 3) * columns + x + 4 * i + dot % 3] = ink;
                }
            }
        }
    }
}
