package org.isocenter.training.finetune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.view.Plane;

/**
 * One connected part of a class of a mask, as a box.
 *
 * @param labelClass the class, counted from 1
 * @param left first column, counted from 0
 * @param top first row, counted from 0
 * @param width in pixels
 * @param height in pixels
 * @param score mean probability of the class over the part's pixels, 0 to 1
 */
public record Detection(int labelClass, int left, int top, int width, int height, double score) {

    /**
     * The parts of a mask, the surest first; corners touch.
     *
     * @param mask of the size of the probabilities, row-major, 0 background, k the k-th class
     * @param shares a channel per class, background first, 0..1
     */
    public static List<Detection> of(byte[] mask, Plane shares) {
        List<Detection> all = new ArrayList<>();
        for (int k = 1; k < shares.channels(); k++) {
            for (int[] part : MaskParts.of(mask, shares.columns(), k, true).places()) {
                all.add(of(part, k, shares));
            }
        }
        all.sort(Comparator.comparingDouble(detection -> -detection.score()));
        return all;
    }

    private static Detection of(int[] part, int labelClass, Plane shares) {
        int columns = shares.columns();
        int offset = labelClass * shares.rows() * columns;
        int left = IntStream.of(part).map(place -> place % columns).min().orElseThrow();
        int right = IntStream.of(part).map(place -> place % columns).max().orElseThrow();
        int top = IntStream.of(part).map(place -> place / columns).min().orElseThrow();
        int bottom = IntStream.of(part).map(place -> place / columns).max().orElseThrow();
        double score = IntStream.of(part)
                .mapToDouble(place -> shares.values()[offset + place])
                .average()
                .orElseThrow();
        return new Detection(labelClass, left, top, right - left + 1, bottom - top + 1, score);
    }
}
