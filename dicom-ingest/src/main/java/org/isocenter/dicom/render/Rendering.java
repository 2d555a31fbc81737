package org.isocenter.dicom.render;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * How a picture is asked for (PS3.18 8.3.5.1). A value that is not of its form is {@code BAD_REQUEST}; parameters that are not ours are ignored.
 *
 * @param viewport size and region; without one every pixel of the source is one of the picture
 * @param window without one the object's own, else the full range of the frame
 * @param quality of a lossy format, 1 to 100
 * @param annotations what is written into the picture
 * @param unknownAnnotations how many keywords were none of ours
 */
public record Rendering(
        Optional<Viewport> viewport,
        Optional<DisplayWindow> window,
        int quality,
        Set<Annotation> annotations,
        int unknownAnnotations) {
    private static final int QUALITY = 90;
    private static final Viewport THUMBNAIL = new Viewport(128, 128, List.of());

    public Rendering {
        annotations = Set.copyOf(annotations);
    }

    /** Reads the query parameters of a rendered resource. */
    public static Rendering of(Map<String, List<String>> parameters) {
        List<String> keywords = first(parameters, "annotation")
                .map(words -> List.of(words.split(",", -1)))
                .orElse(List.of());
        Set<Annotation> annotations = EnumSet.noneOf(Annotation.class);
        keywords.forEach(word -> Annotation.of(word.strip()).ifPresent(annotations::add));
        return new Rendering(
                first(parameters, "viewport").map(Viewport::parse),
                first(parameters, "window").map(DisplayWindow::parse),
                first(parameters, "quality").map(Rendering::quality).orElse(QUALITY),
                annotations,
                (int) keywords.stream()
                        .filter(word -> Annotation.of(word.strip()).isEmpty())
                        .count());
    }

    /** Reads the query parameters of a thumbnail: a viewport without a region, 128 x 128 where there is none. */
    public static Rendering ofThumbnail(Map<String, List<String>> parameters) {
        Viewport viewport = first(parameters, "viewport").map(Viewport::parse).orElse(THUMBNAIL);
        if (!viewport.region().isEmpty()) {
            throw bad("viewport=vw,vh for a thumbnail, without a region");
        }
        return new Rendering(Optional.of(viewport), Optional.empty(), QUALITY, Set.of(), 0);
    }

    private static int quality(String word) {
        if (!word.matches("\\d{1,3}") || Integer.parseInt(word) < 1 || Integer.parseInt(word) > 100) {
            throw bad("quality from 1 to 100");
        }
        return Integer.parseInt(word);
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    static PlatformException bad(String expected) {
        return new PlatformException(ErrorCode.BAD_REQUEST, "Expected %s.".formatted(expected));
    }
}
