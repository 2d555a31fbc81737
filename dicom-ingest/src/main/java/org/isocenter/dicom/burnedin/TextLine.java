package org.isocenter.dicom.burnedin;

import java.util.Arrays;
import java.util.List;

/**
 * Glyphs that stand in a row, and what their ink is like.
 *
 * @param area the rectangle about them
 * @param glyphs how many there are; letters that touch count as one
 * @param level median level of their ink
 * @param baseline share of them that stand on one line
 * @param strokes what the ink is like
 */
record TextLine(Area area, int glyphs, int level, double baseline, Strokes strokes) {
    private static final int FEWEST = 3;
    private static final double CLEAREST = 20;

    static TextLine of(Levels levels, List<Glyph> glyphs, int flip) {
        Area area = glyphs.stream().map(Glyph::area).reduce(Area::with).orElseThrow();
        int threshold = median(
                glyphs.stream().mapToInt(g -> (g.level() + g.floor()) / 2).toArray());
        int level = median(glyphs.stream().mapToInt(Glyph::level).toArray());
        return new TextLine(
                area, glyphs.size(), level, baseline(glyphs, area), Strokes.of(levels, area, flip, threshold));
    }

    private static int median(int[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double baseline(List<Glyph> glyphs, Area area) {
        int slack = Math.max(1, area.height() / 16);
        long best = 0;
        for (Glyph glyph : glyphs) {
            int bottom = glyph.area().y1();
            best = Math.max(
                    best,
                    glyphs.stream()
                            .filter(other -> Math.abs(other.area().y1() - bottom) <= slack)
                            .count());
        }
        return (double) best / glyphs.size();
    }

    /** Whether this is text for sure: the fewer its glyphs, the clearer they must be. */
    boolean isText() {
        return glyphs >= FEWEST
                && baseline >= 0.7
                && strokes.areWritten()
                && strokes.separation() * (glyphs - 1.5) >= CLEAREST;
    }

    /** Whether this is text too, given that the other is: as high, as bright, and written. */
    boolean isWrittenLike(TextLine text) {
        double ratio = (double) area.height() / text.area.height();
        return strokes.areWritten() && Math.abs(level - text.level) <= 8 && ratio >= 0.6 && ratio <= 1.6;
    }

    /** The line with all glyphs beside it that belong to it, such as stops, hyphens and letters that were not joined. */
    Area completed(List<Glyph> all) {
        Area whole = area;
        Area before;
        do {
            before = whole;
            for (Glyph glyph : all) {
                if (continues(glyph, before)) {
                    whole = whole.with(glyph.area());
                }
            }
        } while (!whole.equals(before));
        return whole;
    }

    private boolean continues(Glyph glyph, Area line) {
        Area its = glyph.area();
        int height = area.height();
        int above = height / 3 + 1;
        return its.height() <= 1.5 * height
                && its.width() <= 12 * height
                && its.y0() >= area.y0() - above
                && its.y1() <= area.y1() + above
                && its.x0() <= line.x1() + height
                && its.x1() >= line.x0() - height
                && glyph.contrast() >= 0.35 * strokes.contrast()
                && Math.abs(glyph.level() - level) <= 0.5 * strokes.contrast();
    }
}
