package org.isocenter.training.worker;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.curation.Leaks;

/**
 * Test images that a head may know from its training, by name.
 *
 * @param exact pairs of the same pixels
 * @param near pairs that are nearly the same
 */
record Leaked(List<Twin> exact, List<Twin> near) {
    private static final int SHOWN = 20;

    /** A test image and the training image that it resembles. */
    record Twin(FrameId test, FrameId training, double likeness) {
        @Override
        public String toString() {
            return "%s = %s".formatted(test, training);
        }
    }

    static Leaked of(Leaks leaks, List<CohortMember> test, List<CohortMember> training) {
        return new Leaked(named(leaks.exact(), test, training), named(leaks.near(), test, training));
    }

    private static List<Twin> named(List<Leaks.Pair> pairs, List<CohortMember> test, List<CohortMember> training) {
        return pairs.stream()
                .map(pair -> new Twin(
                        test.get(pair.test()).frame(),
                        training.get(pair.training()).frame(),
                        pair.likeness()))
                .toList();
    }

    /** The same and what another head may know. */
    Leaked and(Leaked other) {
        return new Leaked(joined(exact, other.exact), joined(near, other.near));
    }

    private static List<Twin> joined(List<Twin> first, List<Twin> second) {
        List<Twin> all = new ArrayList<>(first);
        second.stream().filter(twin -> !all.contains(twin)).forEach(all::add);
        return all;
    }

    /** Test images with a near twin. */
    Set<FrameId> nearTests() {
        return near.stream().map(Twin::test).collect(toSet());
    }

    /** Training images that equal a test image. */
    Set<FrameId> exactTraining() {
        return exact.stream().map(Twin::training).collect(toSet());
    }

    /** Writes every pair into the job's log. */
    void tell(JobRun run) {
        if (!exact.isEmpty()) {
            run.log(exact.stream()
                    .map(Twin::toString)
                    .collect(joining("\n", "the same pixels on both sides, test = training:\n", "")));
        }
        if (!near.isEmpty()) {
            run.log(near.stream()
                    .map(twin -> String.format(Locale.ROOT, "%s (%.3f)", twin, twin.likeness()))
                    .collect(joining("\n", "nearly the same pixels on both sides, test = training (likeness):\n", "")));
        }
    }

    /** Numbers of test images, JSON values. */
    Map<String, Object> counts() {
        return Map.of("exact", exact.stream().map(Twin::test).distinct().count(), "near", (long)
                nearTests().size());
    }

    /** Refuses a test set that proves nothing. */
    void requireNone(boolean acceptNear) {
        if (!exact.isEmpty()) {
            throw refused(
                    exact, "the same pixels as a training image; leave them out of the cohort and freeze it anew");
        }
        if (!acceptNear && !near.isEmpty()) {
            throw refused(
                    near,
                    "nearly the pixels of a training image; leave them out of the cohort, or give acceptNearDuplicates for the figures with and without them");
        }
    }

    private static PlatformException refused(List<Twin> twins, String what) {
        long images = twins.stream().map(Twin::test).distinct().count();
        String shown = twins.stream().limit(SHOWN).map(Twin::toString).collect(joining(", "));
        String more = twins.size() > SHOWN ? " and %d more in the job's log".formatted(twins.size() - SHOWN) : "";
        return new PlatformException(
                ErrorCode.TEST_SET_LEAKS,
                "%d of the test images have %s. Test = training: %s%s".formatted(images, what, shown, more));
    }
}
