package org.isocenter.dicom.mediatype;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a request accepts, the best first: by weight, and among equals in the order of the header.
 *
 * @param ranges without those that weigh nothing
 */
public record Accept(List<MediaRange> ranges) {
    private static final String RELATED = "multipart/related";

    public Accept {
        ranges = ranges.stream()
                .sorted(Comparator.comparingDouble(MediaRange::quality).reversed())
                .toList();
    }

    /**
     * Reads what a request says.
     *
     * @param header the header Accept
     * @param parameter the query parameter {@code accept}, which counts instead of the header (PS3.18 8.3.3.1)
     */
    public static Accept of(String header, Optional<String> parameter) {
        return new Accept(
                MediaRange.list(parameter.filter(text -> !text.isBlank()).orElse(header)));
    }

    /** The best of the types that an answer of one piece can have, given in our order, the default first; empty where none is accepted. */
    public Optional<String> single(List<String> offered) {
        return best(offered.stream().map(Representation::single).toList()).map(Representation::mediaType);
    }

    /** The same for the parts of a {@code multipart/related} answer. */
    public Optional<String> parts(List<String> offered) {
        return best(offered.stream().map(Representation::parts).toList()).map(Representation::mediaType);
    }

    /** The best of the ways in which we can answer, given in our order, the default first; empty where none is accepted. */
    public Optional<Representation> best(List<Representation> offered) {
        Optional<Representation> best = Optional.empty();
        double highest = 0;
        for (MediaRange range : ranges) {
            for (Representation each : offered) {
                if (covers(range, each) && quality(each) > highest) {
                    highest = quality(each);
                    best = Optional.of(each);
                }
            }
        }
        return best;
    }

    /** The weight of a representation is that of the closest range that covers it (RFC 9110 12.5.1). */
    private double quality(Representation representation) {
        return ranges.stream()
                .filter(range -> covers(range, representation))
                .max(Comparator.comparingInt(MediaRange::precision))
                .map(MediaRange::quality)
                .orElse(0.0);
    }

    private static boolean covers(MediaRange range, Representation representation) {
        if (!representation.multipart()) {
            return range.covers(representation.mediaType());
        }
        boolean isRelated = range.type().equals(RELATED) || range.type().equals("multipart/*");
        return range.type().equals(MediaRange.ANY)
                || (isRelated
                        && MediaRange.covers(
                                range.parameter("type").orElse(MediaRange.ANY), representation.mediaType()));
    }
}
