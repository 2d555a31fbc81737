package org.isocenter.annotation.render;

/** Colours that people with any colour vision can tell apart (Okabe and Ito, 2008), one for each class of a mask. */
final class ClassColours {
    private static final int[] COLOURS = {0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7};

    private ClassColours() {}

    /** Mixes the colour of the k-th class, counted from 1, into a pixel. */
    static int blend(int pixel, int classNumber, double opacity) {
        int colour = COLOURS[(classNumber - 1) % COLOURS.length];
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double below = pixel >> shift & 0xff;
            double above = colour >> shift & 0xff;
            mixed |= (int) Math.round(below + (above - below) * opacity) << shift;
        }
        return mixed;
    }
}
