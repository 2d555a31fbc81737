package org.isocenter.training.data;

import java.util.List;

/**
 * One step's input of a self-supervised method: the same N images, each seen through V views.
 *
 * @param views V batches of N images each; views may differ in size (multi-crop), row i is always image i, or in views after the first its partner
 * @param ids the N images, in row order
 * @param groups of the N images; what is of one group must not be told apart
 * @param processorSeconds that making it took a thread, reading and decoding included
 */
public record ViewBatch(List<ImageBatch> views, List<String> ids, List<String> groups, double processorSeconds) {

    /** A batch in which every image is a group of its own. */
    public ViewBatch(List<ImageBatch> views, List<String> ids) {
        this(views, ids, ids, 0);
    }

    public ViewBatch {
        views = List.copyOf(views);
        ids = List.copyOf(ids);
        groups = List.copyOf(groups);
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
