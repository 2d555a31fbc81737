package org.isocenter.training.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * What a classification head looks at in frames.
 *
 * @param encoder beneath the head, as it is there; it must outlive this
 * @param scores classes x D: the product of a row with the representation is that class's score
 * @param imageSize side of the head's view in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Explanations(Encoder encoder, float[][] scores, int imageSize) {
    private static final int DRAWS = 3;

    /** How maps come about, for people. */
    public String title() {
        return Explainer.of(encoder).title();
    }

    /** The map of a frame for a class, 0..1, of the view's size; work is done in a sub-manager of the one given. */
    public Plane map(Frame frame, int ofClass, NDManager manager) {
        try (NDManager own = manager.newSubManager()) {
            return Explainer.of(encoder).map(image(frame, own), scores[ofClass]);
        }
    }

    /** A map of the view brought to the size of the frame that it is about: the view is the whole frame, stretched. */
    public static Plane onFrame(Plane map, Frame frame) {
        return Resize.to(map, frame.rows(), frame.columns());
    }

    /**
     * Compares maps with those of random weights, encoder and head alike.
     *
     * @param classes whose map is compared, one for each frame
     * @param maps of the frames, as {@link #map} gives them
     */
    public WeightsCheck check(FrameSource frames, int[] classes, List<Plane> maps, long seed, NDManager manager) {
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            SplittableRandom random = new SplittableRandom(seed + draw);
            try (NDManager own = manager.newSubManager();
                    Encoder other = Encoder.random(encoder.architecture(), own, random.nextLong())) {
                Explanations randomised =
                        new Explanations(other, random(scores.length, scores[0].length, random), imageSize);
                sum += IntStream.range(0, frames.size())
                        .mapToDouble(
                                i -> RankCorrelation.of(maps.get(i), randomised.map(frames.frame(i), classes[i], own)))
                        .average()
                        .orElse(0);
            }
        }
        return new WeightsCheck(sum / DRAWS, frames.size(), DRAWS);
    }

    private static float[][] random(int rows, int width, SplittableRandom random) {
        float[][] drawn = new float[rows][width];
        for (float[] row : drawn) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return drawn;
    }

    private NDArray image(Frame frame, NDManager own) {
        EvaluationView view =
                new EvaluationView(imageSize, encoder.architecture().normalisation());
        float[] values = new float[view.length()];
        view.write(frame, values, 0);
        return own.create(values, new Shape(1, view.normalisation().channels(), imageSize, imageSize));
    }
}
