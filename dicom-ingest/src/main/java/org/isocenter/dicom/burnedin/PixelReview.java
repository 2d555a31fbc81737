package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person said after a look at an object's pixels: there is text within these rectangles and nowhere else.
 *
 * @param marks the rectangles; none where there is no text
 */
public record PixelReview(List<Mark> marks) {

    /**
     * A rectangle in one frame, counted from 0, or in all.
     *
     * @param frame the frame; empty for every one
     * @param area the rectangle
     */
    public record Mark(Optional<Integer> frame, Area area) {}

    public PixelReview {
        marks = List.copyOf(marks);
    }

    /** The rectangles of each frame that has one. */
    Map<Integer, List<Area>> areas(int frames) {
        Map<Integer, List<Area>> areas = new TreeMap<>();
        for (Mark mark : marks) {
            for (int frame = mark.frame().orElse(0); frame <= mark.frame().orElse(frames - 1); frame++) {
                areas.computeIfAbsent(frame, key -> new ArrayList<>()).add(mark.area());
            }
        }
        return areas;
    }
}
