package org.isocenter.training.data;

import java.util.List;

/**
 * One step's input of a self-supervised method: the same N images, each seen through V views.
 *
 * @param views V batches of N images each; views may differ in size (multi-crop), row i is always image i
 * @param ids the N images, in row order
 */
public record ViewBatch(List<ImageBatch> views, List<String> ids) {

    public ViewBatch {
        views = List.copyOf(views);
        ids = List.copyOf(ids);
        for (ImageBatch view : views) {
            if (view.count() != ids.size()) {
                throw new IllegalArgumentException(
                        "every view holds the same %d images, one holds %d".formatted(ids.size(), view.count()));
            }
        }
    }

    /** Number of images N. */
    public int count() {
        return ids.size();
    }
}
