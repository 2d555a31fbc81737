package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.ViewBatch;

/** Views of a batch as arrays. */
final class Views {
    /** One view: (N, C, H, W). */
    static NDArray of(NDManager step, ViewBatch batch, int view) {
        return joined(step, batch.views().subList(view, view + 1));
    }

    /** Views of one size one after the other: (V N, C, H, W). */
    static NDArray joined(NDManager step, List<ImageBatch> views) {
        ImageBatch first = views.get(0);
        float[] all = new float[first.values().length * views.size()];
        for (int v = 0; v < views.size(); v++) {
            System.arraycopy(views.get(v).values(), 0, all, v * first.values().length, first.values().length);
        }
        return step.create(
                all, new Shape((long) views.size() * first.count(), first.channels(), first.height(), first.width()));
    }

    private Views() {}
}
