package org.isocenter.training.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * Gradient-weighted class activation maps over a convolutional encoder's last map A: ReLU(Σ_c α_c A_c), α_c the mean over places of the derivative of the
 * class's score by A_c (Selvaraju et al. 2017, <a href="https://arxiv.org/abs/1610.02391">arXiv:1610.02391</a>). Divided by its largest value, so that 0
 * stays "nothing speaks for the class".
 */
record GradCam(Encoder encoder) implements Explainer {

    @Override
    public String title() {
        return "Grad-CAM";
    }

    @Override
    public Plane map(NDArray image, float[] score) {
        try (NDManager own = image.getManager().newSubManager()) {
            NDArray last = lastMap(image, own);
            float[] slopes = slopes(last, score, own).toFloatArray();
            Plane coarse = weighted(last, slopes);
            Shape shape = image.getShape();
            return Resize.to(coarse, (int) shape.get(2), (int) shape.get(3));
        }
    }

    private NDArray lastMap(NDArray image, NDManager own) {
        NDArray held = image.duplicate();
        held.attach(own);
        List<NDArray> maps = Gradients.off(() -> encoder.stages(held, BatchStatistics.FIXED));
        return maps.get(maps.size() - 1);
    }

    /** The derivative of the score by each value of the map, of the map's shape. */
    private NDArray slopes(NDArray map, float[] score, NDManager own) {
        NDArray weights = own.create(score);
        map.setRequiresGradient(true);
        try (Gradients gradients = Gradients.record()) {
            gradients.backward(encoder.representMap(map).mul(weights).sum());
        }
        NDArray slopes = map.getGradient();
        slopes.attach(own);
        return slopes;
    }

    private static Plane weighted(NDArray map, float[] slopes) {
        Shape shape = map.getShape(); // (1, C, h, w)
        int rows = (int) shape.get(2);
        int columns = (int) shape.get(3);
        int places = rows * columns;
        float[] values = map.toFloatArray();
        float[] sums = new float[places];
        for (int channel = 0; channel < shape.get(1); channel++) {
            double alpha = 0;
            for (int place = 0; place < places; place++) {
                alpha += slopes[channel * places + place] / places;
            }
            for (int place = 0; place < places; place++) {
                sums[place] += (float) (alpha * values[channel * places + place]);
            }
        }
        return Shares.ofLargest(new Plane(rows, columns, 1, sums));
    }
}
