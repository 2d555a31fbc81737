package org.isocenter.dicom.render;

import java.awt.image.BufferedImage;
import java.util.List;

/** Writes lines into a picture, white on black, in letters that need no installed font: the patient top left, the technique bottom left. */
final class Caption {
    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0xFF000000;
    /** Columns of a picture for each pixel of a dot. */
    private static final int COLUMNS_PER_DOT = 300;

    private Caption() {}

    static void write(BufferedImage picture, Annotation annotation, List<String> lines) {
        int dot = Math.max(1, picture.getWidth() / COLUMNS_PER_DOT);
        int columns = picture.getWidth() / dot;
        int height = BlockLetters.LINE * lines.size() + 1;
        int[] ink = new int[columns * height];
        for (int i = 0; i < lines.size(); i++) {
            BlockLetters.write(ink, columns, 2, BlockLetters.LINE * i + 1, lines.get(i), WHITE);
        }
        int top = annotation == Annotation.PATIENT ? 0 : picture.getHeight() - height * dot;
        for (int y = 0; y < height * dot; y++) {
            for (int x = 0; x < columns * dot; x++) {
                int at = (y / dot) * columns + x / dot;
                if (top + y >= 0 && top + y < picture.getHeight()) {
                    if (ink[at] == WHITE) {
                        picture.setRGB(x, top + y, BLACK | WHITE);
                    } else if (isBeside(ink, at, columns)) {
                        picture.setRGB(x, top + y, BLACK);
                    }
                }
            }
        }
    }

    /** A dark edge keeps letters readable on bright tissue. */
    private static boolean isBeside(int[] ink, int at, int columns) {
        for (int neighbour : new int[] {at - 1, at + 1, at - columns, at + columns}) {
            if (neighbour >= 0 && neighbour < ink.length && ink[neighbour] == WHITE) {
                return true;
            }
        }
        return false;
    }
}
