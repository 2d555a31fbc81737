package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.imaging.Frame;

/**
 * Finds lines of text in a frame: letters 4 to 190 pixels high, bright on dark or dark on bright, in one colour or several,
 * over anything that differs from them. Three letters in a row are text; a single letter, such as a side marker, is not.
 * The work is linear in the pixels and most of it is done only where a frame has edges as sharp as those of letters. Safe
 * for concurrent use.
 */
public final class TextDetector {
    private static final int[] BOTH_WAYS = {0, 255};
    private static final int SMALLEST_QUARTERED = 256;

    /** Rectangles about the lines of text; none where there is no text. */
    public List<Area> find(Frame frame) {
        List<Area> found = new ArrayList<>();
        for (Levels levels : Levels.of(frame)) {
            found.addAll(in(levels));
            if (Math.min(levels.rows(), levels.columns()) >= SMALLEST_QUARTERED) {
                in(levels.quarter())
                        .forEach(area ->
                                found.add(new Area(4 * area.x0(), 4 * area.y0(), 4 * area.x1(), 4 * area.y1())));
            }
        }
        return Area.merged(found);
    }

    private static List<Area> in(Levels levels) {
        List<Area> found = new ArrayList<>();
        SharpParts sharp = new SharpParts(levels);
        for (Area part : sharp.tiles()) {
            LevelOrder order = new LevelOrder(levels, sharp, part);
            for (int flip : BOTH_WAYS) {
                List<Glyph> glyphs = ExtremalRegions.in(part, order, flip);
                for (TextLine line : text(TextLines.of(levels, glyphs, flip))) {
                    Area whole = line.completed(glyphs);
                    found.add(line.strokes().flat() ? whole : whole.grown(2, levels.rows(), levels.columns()));
                }
            }
        }
        return found;
    }

    /** The lines that are text, and those that are not clear by themselves and look like one that is. */
    private static List<TextLine> text(List<TextLine> lines) {
        List<TextLine> sure = lines.stream().filter(TextLine::isText).toList();
        return lines.stream()
                .filter(line -> sure.contains(line) || sure.stream().anyMatch(line::isWrittenLike))
                .toList();
    }
}
