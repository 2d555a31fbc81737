package org.isocenter.cli.report;

import java.util.List;
import java.util.Map;
import org.isocenter.platform.page.LineChart.Curve;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and curves of a page.
 *
 * @param curves of the self-supervised stages
 * @param pictures that the last stage made of training images
 * @param samples test frames with what heads said about them
 * @param flags flags with what they were raised for
 */
public record Gallery(List<Curve> curves, List<RunPicture> pictures, List<Sample> samples, List<FlagCard> flags) {
    public Gallery {
        pictures = List.copyOf(pictures);
        curves = List.copyOf(curves);
        samples = List.copyOf(samples);
        flags = List.copyOf(flags);
    }

    /** What a run made of some images, and what is seen in it. */
    public record RunPicture(String caption, Picture picture) {}

    /** A picture as the page embeds it: bytes of a PNG or JPEG and the size it is drawn in. */
    @SuppressWarnings("ArrayRecordComponent") // written once and never compared
    public record Picture(byte[] bytes, String mediaType, int columns, int rows) {}

    /**
     * A test frame and what the chain's head said.
     *
     * @param task {@code classification} or {@code segmentation}
     * @param picture the frame
     * @param truth the class it has
     * @param predicted the likeliest class; empty for masks
     * @param score probability of the predicted class, or Dice
     * @param right whether the class is right; true for masks
     * @param chosen why it is shown
     * @param trueMask where the reference lies
     * @param predictedMask where the head sees it
     */
    public record Sample(
            String task,
            Picture picture,
            String truth,
            String predicted,
            double score,
            boolean right,
            Choice chosen,
            @Nullable Region trueMask,
            @Nullable Region predictedMask) {}

    /** Why a sample is shown. */
    public enum Choice {
        DRAWN,
        WORST
    }

    /**
     * A flag with its evidence.
     *
     * @param issue what may be wrong
     * @param score 0 to 1
     * @param reason one sentence
     * @param evidence measured figures by name
     * @param picture the flagged frame
     * @param other the second frame of a pair
     * @param planted whether it was planted; null where nobody knows
     */
    public record FlagCard(
            String issue,
            double score,
            String reason,
            Map<String, String> evidence,
            Picture picture,
            @Nullable Picture other,
            @Nullable Boolean planted) {}
}
