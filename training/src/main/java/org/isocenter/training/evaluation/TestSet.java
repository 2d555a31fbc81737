package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.TestLabels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.metric.FindingFigures;

/**
 * Test frames with their labels.
 *
 * @param frames in the order of the members
 * @param members the labelled test members
 * @param labels of the test patients
 */
public record TestSet(FrameSource frames, List<CohortMember> members, TestLabels labels) {

    public TestSet {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() != frames.size()) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "no test patient carries a label; label some, or split the cohort differently");
        }
    }

    /** The members of a cohort's test side that have a label, seen through all of its frames. */
    public static TestSet of(FrameSource all, List<CohortMember> members, TestLabels labels) {
        List<Integer> places = IntStream.range(0, members.size())
                .filter(i -> labels.byFrame().containsKey(members.get(i).frame()))
                .boxed()
                .toList();
        List<CohortMember> labelled = places.stream().map(members::get).toList();
        return new TestSet(new SomeFrames(all, places), labelled, labels);
    }

    /** The scheme's classes by index. */
    public List<String> classNames() {
        return labels.scheme().classes();
    }

    LabelScheme scheme() {
        return labels.scheme();
    }

    /** The class of each frame as an index into the scheme's classes. */
    int[] classes() {
        return members.stream()
                .mapToInt(m -> classNames().indexOf(label(m).classes().get(0)))
                .toArray();
    }

    /** For each frame whether it shows each finding of the scheme: 1 yes, 0 no, -1 not known. */
    int[][] findings() {
        return members.stream()
                .map(m -> classNames().stream()
                        .mapToInt(finding -> label(m).shows(finding)
                                .map(shows -> shows ? 1 : 0)
                                .orElse(FindingFigures.UNKNOWN))
                        .toArray())
                .toArray(int[][]::new);
    }

    List<String> patients() {
        return members.stream().map(m -> m.patient().toString()).toList();
    }

    int patientCount() {
        return (int) patients().stream().distinct().count();
    }

    Label label(CohortMember member) {
        return Optional.ofNullable(labels.byFrame().get(member.frame())).orElseThrow();
    }
}
