package org.isocenter.training.finetune;

import java.util.Map;

/**
 * What becomes of specks and holes in a mask that a head drew, as shares of the image's area. First a connected part of a class that is smaller than the one
 * share becomes background (corners touch); then a part of the background that is no larger than the other, does not reach the edge and lies in one class
 * alone becomes that class (corners do not touch).
 *
 * @param smallestRegion 0 keeps every speck
 * @param largestHole 0 keeps every hole
 */
public record MaskRules(double smallestRegion, double largestHole) {
    /** What a head that says nothing of them goes by: the mask stays as it was drawn. */
    public static final MaskRules NONE = new MaskRules(0, 0);

    /** What heads are trained with: a speck is below 0.02 %, a hole up to 0.2 % of the image. */
    public static final MaskRules USUAL = new MaskRules(0.0002, 0.002);

    private static final String SMALLEST_REGION = "smallestRegion";
    private static final String LARGEST_HOLE = "largestHole";

    public MaskRules {
        if (!(smallestRegion >= 0 && smallestRegion < 1 && largestHole >= 0 && largestHole < 1)) {
            throw new IllegalArgumentException("shares of an image are 0 or more and below 1");
        }
    }

    /** As JSON values, for a head's configuration. */
    public Map<String, Object> values() {
        return Map.of(SMALLEST_REGION, smallestRegion, LARGEST_HOLE, largestHole);
    }

    /** The rules of a configuration; none where it has none. */
    public static MaskRules of(Object values) {
        return values instanceof Map<?, ?> map
                        && map.get(SMALLEST_REGION) instanceof Number region
                        && map.get(LARGEST_HOLE) instanceof Number hole
                ? new MaskRules(region.doubleValue(), hole.doubleValue())
                : NONE;
    }

    /**
     * Applies the rules.
     *
     * @param mask row-major, 0 background, k the k-th class; it is changed
     * @param classes besides the background
     */
    void apply(byte[] mask, int columns, int classes) {
        for (int k = 1; k <= classes && smallestRegion > 0; k++) {
            for (int[] part : MaskParts.of(mask, columns, k, true).places()) {
                if (part.length < smallestRegion * mask.length) {
                    fill(mask, part, 0);
                }
            }
        }
        if (largestHole > 0) {
            for (int[] part : MaskParts.of(mask, columns, 0, false).places()) {
                if (part.length <= largestHole * mask.length) {
                    fill(mask, part, within(mask, part, columns));
                }
            }
        }
    }

    private static void fill(byte[] mask, int[] part, int value) {
        for (int place : part) {
            mask[place] = (byte) value;
        }
    }

    /** The one class that lies around a part of the background; 0 where it reaches the edge or touches several. */
    private static int within(byte[] mask, int[] part, int columns) {
        int found = 0;
        for (int place : part) {
            int[] around = MaskParts.around(place, mask.length, columns, false);
            if (around.length < 4) {
                return 0;
            }
            for (int other : around) {
                if (mask[other] != 0 && found != 0 && mask[other] != found) {
                    return 0;
                }
                found = mask[other] != 0 ? mask[other] : found;
            }
        }
        return found;
    }
}
