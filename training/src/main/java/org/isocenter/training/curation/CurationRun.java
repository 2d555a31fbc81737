package org.isocenter.training.curation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.training.data.FrameSource;

/**
 * Curates one version of a cohort and raises what it found as flags. Run again for the same job it raises the same flags under the same identifiers.
 *
 * @param curator what looks
 * @param raise keeps the flags, all of one run at once
 */
public record CurationRun(Curator curator, Consumer<List<Flag>> raise) {

    /**
     * Looks and raises.
     *
     * @param project owner of the flags
     * @param job the run that raises them
     * @param version whose members are looked at
     * @param frames the members' frames, in their order
     * @param stacks names of the volumes to which the members belong, in their order
     * @param labels of the training patients, where doubtful labels are to be found; test labels are never looked at
     * @return number of flags by issue
     */
    public Map<CurationIssue, Long> run(
            ProjectId project,
            UUID job,
            CohortVersion version,
            FrameSource frames,
            List<String> stacks,
            Optional<TrainingLabels> labels) {
        List<CohortMember> members = version.members();
        List<String> classes =
                labels.map(training -> training.scheme().classes()).orElse(List.of());
        int[] label = members.stream()
                .mapToInt(member ->
                        labels.map(training -> classOf(training, member)).orElse(-1))
                .toArray();
        List<String> patients =
                members.stream().map(member -> member.patient().toString()).toList();
        List<Flag> flags = curator.look(new CurationSet(frames, patients, stacks, label, classes)).stream()
                .map(finding -> flag(project, job, members, finding))
                .toList();
        raise.accept(flags);
        return flags.stream().collect(groupingBy(Flag::issue, TreeMap::new, counting()));
    }

    /** The class of a member with exactly one; -1 otherwise, since a set of several has no single wrong one. */
    private static int classOf(TrainingLabels labels, CohortMember member) {
        Label label = labels.byFrame().get(member.frame());
        return label == null
                        || !labels.scheme().kind().isExclusive()
                        || label.classes().size() != 1
                ? -1
                : labels.scheme().classes().indexOf(label.classes().get(0));
    }

    private static Flag flag(ProjectId project, UUID job, List<CohortMember> members, Finding finding) {
        FrameId frame = members.get(finding.place()).frame();
        byte[] name = (job + " " + frame + " " + finding.issue()).getBytes(StandardCharsets.UTF_8);
        return new Flag(
                UUID.nameUUIDFromBytes(name),
                project,
                job,
                frame,
                finding.issue(),
                finding.score(),
                finding.reason(),
                evidence(members, finding));
    }

    /** The place of a pair's other image becomes its frame. */
    private static Map<String, Object> evidence(List<CohortMember> members, Finding finding) {
        Map<String, Object> evidence = new HashMap<>(finding.evidence());
        if (evidence.remove("other") instanceof Integer other) {
            FrameId frame = members.get(other).frame();
            evidence.put("otherInstance", frame.instance().value());
            evidence.put("otherFrame", frame.frame());
            evidence.put("samePatient", samePatient(members, finding.place(), other));
        }
        return evidence;
    }

    private static boolean samePatient(List<CohortMember> members, int... places) {
        return Arrays.stream(places)
                        .mapToObj(i -> members.get(i).patient())
                        .distinct()
                        .count()
                == 1;
    }
}
