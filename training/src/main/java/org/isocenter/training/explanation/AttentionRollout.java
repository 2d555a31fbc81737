package org.isocenter.training.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/** What a transformer's class token reads of each patch ({@link TokenEncoder#rollout}), from the least to the most read; the same for every class. */
record AttentionRollout(TokenEncoder encoder) implements Explainer {

    @Override
    public String title() {
        return "Attention rollout";
    }

    @Override
    public Plane map(NDArray image, float[] score) {
        try (NDManager own = image.getManager().newSubManager()) {
            NDArray held = image.duplicate();
            held.attach(own);
            NDArray read = Gradients.off(() -> encoder.rollout(held));
            int rows = (int) read.getShape().get(1);
            int columns = (int) read.getShape().get(2);
            Plane patches = Shares.ofRange(new Plane(rows, columns, 1, read.toFloatArray()));
            Shape shape = image.getShape();
            return Resize.to(patches, rows * encoder.patch(), columns * encoder.patch())
                    .crop(0, 0, (int) shape.get(2), (int) shape.get(3)); // whole patches reach over the image's end
        }
    }
}
