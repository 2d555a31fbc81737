package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.curation.Leaks;

/** Finds test images that equal a training image, or nearly; remembers the answer, for heads are trained on one split again and again. */
@ApplicationScoped
class LeakSearch {
    /** Side of the views that frames are kept for; the same for every head, so that the answer is. */
    private static final int VIEW = 64;

    private static final int REMEMBERED = 32;

    private final CohortFrames frames;
    private final Map<Sides, Leaked> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sides, Leaked> eldest) {
            return size() > REMEMBERED;
        }
    };

    LeakSearch(CohortFrames frames) {
        this.frames = frames;
    }

    /** What of the test images a head may know that learns, or has learnt, from the training images. */
    synchronized Leaked of(List<CohortMember> test, List<CohortMember> training, JobRun run) {
        Sides key = new Sides(test, training);
        Leaked known = remembered.get(key);
        if (known == null) {
            Leaks leaks = Leaks.between(frames.of(test, VIEW, run), frames.of(training, VIEW, run), looked -> {
                run.obey();
                run.progress(looked, test.size(), "images", "looking for test images among training images");
            });
            known = Leaked.of(leaks, test, training);
            remembered.put(key, known);
        }
        return known;
    }

    private record Sides(List<CohortMember> test, List<CohortMember> training) {}
}
