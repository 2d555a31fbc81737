package org.isocenter.dicom.rest;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.burnedin.Area;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided who looked at the pixels of a held object.
 *
 * @param decision {@code no-text}, or {@code blank} for the rectangles
 * @param rectangles what is blanked
 */
public record ReleaseRequest(
        @Nullable String decision, @Nullable List<Rectangle> rectangles) {

    /**
     * A rectangle of pixels.
     *
     * @param frame its frame, counted from 1; every one where it is left out
     * @param x0 first column, from 0
     * @param y0 first row, from 0
     * @param x1 column after the last
     * @param y1 row after the last
     */
    public record Rectangle(@Nullable Integer frame, int x0, int y0, int x1, int y1) {
        private PixelReview.Mark mark() {
            return new PixelReview.Mark(Optional.ofNullable(frame).map(number -> number - 1), new Area(x0, y0, x1, y1));
        }
    }

    /** The decision; fails with {@link ErrorCode#BAD_REQUEST} where words and rectangles do not go together. */
    PixelReview review() {
        List<Rectangle> marked = Optional.ofNullable(rectangles).orElse(List.of());
        boolean fits = "no-text".equals(decision) ? marked.isEmpty() : "blank".equals(decision) && !marked.isEmpty();
        if (!fits) {
            throw malformed();
        }
        return new PixelReview(marked.stream().map(Rectangle::mark).toList());
    }

    static PlatformException malformed() {
        return new PlatformException(
                ErrorCode.BAD_REQUEST,
                "Expected the decision no-text without rectangles, or blank with at least one rectangle of x0, y0, x1,"
                        + " y1.");
    }
}
