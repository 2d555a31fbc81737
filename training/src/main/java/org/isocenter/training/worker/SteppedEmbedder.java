package org.isocenter.training.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;

/**
 * Embeds some frames at a time, and between them says how far it is and obeys.
 *
 * @param embedder does the work
 * @param run on whose behalf
 */
record SteppedEmbedder(Embedder embedder, JobRun run) implements Embedder {
    private static final int FRAMES_PER_STEP = 256;

    @Override
    public double[][] embed(FrameSource frames) {
        List<double[]> rows = new ArrayList<>(frames.size());
        for (int from = 0; from < frames.size(); from += FRAMES_PER_STEP) {
            run.obey();
            run.progress(from, frames.size(), "frames", "embedding");
            List<Integer> places = IntStream.range(from, Math.min(frames.size(), from + FRAMES_PER_STEP))
                    .boxed()
                    .toList();
            rows.addAll(List.of(embedder.embed(new SomeFrames(frames, places))));
        }
        return rows.toArray(double[][]::new);
    }
}
