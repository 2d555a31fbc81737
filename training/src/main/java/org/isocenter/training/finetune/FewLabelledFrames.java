package org.isocenter.training.finetune;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Masks;
import org.isocenter.training.data.SomeFrames;

/**
 * Joins a cohort version with its training labels and draws the few that a head may learn from.
 *
 * @param version frozen members with their split
 * @param all frames of all members, in their order
 * @param labels of the training side
 */
public record FewLabelledFrames(CohortVersion version, FrameSource all, TrainingLabels labels) {

    /** Refuses with {@code SPLIT_CROSSES_PATIENT} a version in which a patient to learn from is held back too. */
    public FewLabelledFrames {
        Set<Pseudonym> learntFrom = patients(version, Partition.TRAIN);
        Set<Pseudonym> crossing = patients(version, Partition.TEST);
        crossing.addAll(patients(version, Partition.VAL));
        crossing.retainAll(learntFrom);
        if (!crossing.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.SPLIT_CROSSES_PATIENT,
                    "expected patients on one side of the split each, came %d of %d who are to learn from and held back too; freeze the next cohort version and use that"
                            .formatted(crossing.size(), learntFrom.size()));
        }
    }

    private static Set<Pseudonym> patients(CohortVersion version, Partition side) {
        return version.members(side).stream().map(CohortMember::patient).collect(toCollection(HashSet::new));
    }

    /**
     * What a classification head learns from: the training members, a budget of them labelled.
     *
     * @throws PlatformException {@code TOO_FEW_LABELS} where a class has no label, or a finding no image with it or none without it
     */
    public LabelledClasses classes(LabelBudget budget, long seed) {
        List<CohortMember> training = version.members(Partition.TRAIN);
        Map<FrameId, Integer> placeOf = IntStream.range(0, training.size())
                .boxed()
                .collect(toMap(i -> training.get(i).frame(), i -> i));
        List<FrameId> drawn = draw(budget, seed);
        int[] places = drawn.stream().mapToInt(placeOf::get).toArray();
        LabelledClasses set = new LabelledClasses(
                training(),
                places,
                drawn.stream().map(this::target).toArray(int[][]::new),
                IntStream.of(places)
                        .mapToObj(i -> training.get(i).patient().toString())
                        .toList(),
                labels.scheme().classes().size(),
                labels.scheme().kind());
        requireAnswers(set);
        return set;
    }

    private void requireAnswers(LabelledClasses set) {
        List<String> classes = labels.scheme().classes();
        for (int k = 0; k < classes.size(); k++) {
            int answer = k;
            if (set.kind().isExclusive()) {
                requireSome(set, target -> target[0] == answer, "of class " + classes.get(k));
            } else {
                requireSome(set, target -> target[answer] == 1, "with the finding " + classes.get(k));
                requireSome(set, target -> target[answer] == 0, "without the finding " + classes.get(k));
            }
        }
    }

    private static void requireSome(LabelledClasses set, Predicate<int[]> wanted, String what) {
        if (Arrays.stream(set.targets()).noneMatch(wanted)) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "expected at least one labelled training image %s, came none among %d; label some, or make a scheme without it"
                            .formatted(what, set.size()));
        }
    }

    private int[] target(FrameId frame) {
        LabelScheme scheme = labels.scheme();
        if (scheme.kind().isExclusive()) {
            return new int[] {scheme.classes().indexOf(onlyClass(frame))};
        }
        Label label = label(frame);
        return scheme.classes().stream()
                .mapToInt(finding ->
                        label.shows(finding).map(there -> there ? 1 : 0).orElse(-1))
                .toArray();
    }

    /** What a segmentation head learns from: a budget of labelled training members and their masks. */
    public LabelledMasks masks(LabelBudget budget, long seed, Masks stored) {
        Map<FrameId, Integer> placeOf = IntStream.range(0, version.members().size())
                .boxed()
                .collect(toMap(i -> version.members().get(i).frame(), i -> i));
        List<FrameId> drawn = draw(budget, seed);
        List<BlobKey> keys = drawn.stream().map(this::mask).toList();
        return new LabelledMasks(
                new SomeFrames(all, drawn.stream().map(placeOf::get).toList()),
                (place, rows, columns) -> stored.read(keys.get(place), rows, columns),
                labels.scheme().classes().size());
    }

    /** The labelled training frames of a budget, in a fixed order; {@code TOO_FEW_LABELS} where there are not as many, or none. */
    public List<FrameId> draw(LabelBudget budget, long seed) {
        List<CohortMember> labelled = version.members(Partition.TRAIN).stream()
                .filter(member -> labels.byFrame().containsKey(member.frame()))
                .toList();
        Map<FrameId, String> words = words(labelled);
        Map<FrameId, Pseudonym> patients = labelled.stream().collect(toMap(CohortMember::frame, CohortMember::patient));
        List<FrameId> drawn = new FewLabels(words, patients, seed).draw(budget);
        if (drawn.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "expected labels of training patients, came none; label some of their images, or split the cohort differently");
        }
        return drawn;
    }

    /**
     * What a budget draws, as JSON values for whoever asks later: how many images of each class, the seed, a SHA-256 over the frames in their order, one
     * {@code UID/frame} a line, and the frames themselves where they are not simply all.
     */
    public Map<String, Object> described(LabelBudget budget, long seed) {
        List<FrameId> drawn = draw(budget, seed);
        Map<String, Integer> perClass = new TreeMap<>();
        drawn.forEach(frame -> words(frame).forEach(word -> perClass.merge(word, 1, Integer::sum)));
        List<String> names = drawn.stream()
                .map(frame -> frame.instance().value() + "/" + frame.frame())
                .toList();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("perClass", perClass);
        described.put("seed", seed);
        described.put("sha256", sha256(String.join("\n", names)));
        if (!(budget instanceof LabelBudget.All)) {
            described.put("frames", names);
        }
        return described;
    }

    private List<String> words(FrameId frame) {
        return label(frame).classes().stream()
                .filter(word -> !Label.isOpen(word))
                .toList();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The class that each frame counts for: its own; of several findings the rarest that it shows, none as a class too; of masks one for all. */
    private Map<FrameId, String> words(List<CohortMember> labelled) {
        return switch (labels.scheme().kind()) {
            case CLASSIFICATION, ORDINAL ->
                labelled.stream().collect(toMap(CohortMember::frame, member -> onlyClass(member.frame())));
            case SEGMENTATION -> labelled.stream().collect(toMap(CohortMember::frame, member -> "mask"));
            case MULTI_LABEL -> {
                Map<String, Long> shown = labelled.stream()
                        .flatMap(member -> label(member.frame()).classes().stream())
                        .collect(groupingBy(word -> word, counting()));
                yield labelled.stream()
                        .collect(toMap(CohortMember::frame, member -> rarest(label(member.frame()), shown)));
            }
        };
    }

    private static String rarest(Label label, Map<String, Long> shown) {
        return label.classes().stream()
                .filter(word -> !Label.isOpen(word))
                .min(comparingLong((String word) -> shown.getOrDefault(word, 0L))
                        .thenComparing(naturalOrder()))
                .orElse("");
    }

    private Label label(FrameId frame) {
        return Optional.ofNullable(labels.byFrame().get(frame)).orElseThrow();
    }

    /** All frames of the training side, and behind them those of the side UNLABELLED whose patients are not held back. */
    public FrameSource training() {
        Set<Pseudonym> heldBack = patients(version, Partition.TEST);
        heldBack.addAll(patients(version, Partition.VAL));
        List<Integer> places = new ArrayList<>(places(Partition.TRAIN));
        places(Partition.UNLABELLED).stream()
                .filter(place -> !heldBack.contains(version.members().get(place).patient()))
                .forEach(places::add);
        return new SomeFrames(all, places);
    }

    /** Places of one side's members among all frames. */
    public List<Integer> places(Partition side) {
        return IntStream.range(0, version.members().size())
                .filter(i -> version.members().get(i).partition() == side)
                .boxed()
                .toList();
    }

    private BlobKey mask(FrameId frame) {
        return Optional.ofNullable(labels.byFrame().get(frame))
                .flatMap(Label::mask)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.LABELS_UNREADABLE, "a label of a mask scheme has no mask; import it again"));
    }

    private String onlyClass(FrameId frame) {
        Label label = labels.byFrame().get(frame);
        if (label == null || label.classes().size() != 1) {
            throw new PlatformException(
                    ErrorCode.LABELS_UNREADABLE,
                    "a classification head needs exactly one class per labelled image; one has %d"
                            .formatted(label == null ? 0 : label.classes().size()));
        }
        return label.classes().get(0);
    }
}
