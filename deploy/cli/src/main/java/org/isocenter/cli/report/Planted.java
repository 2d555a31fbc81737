package org.isocenter.cli.report;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.phantom.truth.TruthInstance;
import org.isocenter.platform.curation.CurationIssue;
import org.jspecify.annotations.Nullable;

/** Opens the truth of a generated set, once all is done, and holds the flags against it. */
public final class Planted {
    private static final Map<CurationIssue, Trouble> PLANTED = new EnumMap<>(Map.of(
            CurationIssue.EXACT_DUPLICATE, Trouble.EXACT_DUPLICATE,
            CurationIssue.NEAR_DUPLICATE, Trouble.NEAR_DUPLICATE,
            CurationIssue.WRONG_POLARITY, Trouble.INVERTED,
            CurationIssue.BLANK, Trouble.BLANK,
            CurationIssue.NOISE, Trouble.NOISE,
            CurationIssue.SUSPICIOUS_LABEL, Trouble.WRONG_LABEL));

    private final Map<String, TruthInstance> byStored;

    private Planted(PhantomTruth truth, Map<String, String> stored) {
        this.byStored = truth.instances().stream()
                .filter(instance -> stored.containsKey(instance.sopUid()) && instance.trouble() != Trouble.RESENT)
                .collect(toMap(instance -> stored.getOrDefault(instance.sopUid(), ""), Function.identity()));
    }

    /**
     * A flag as it was raised.
     *
     * @param issue what may be wrong
     * @param instance SOP Instance UID of the stored object
     * @param other the second object of a pair
     */
    public record Raised(
            CurationIssue issue, String instance, @Nullable String other) {}

    /**
     * Opens the truth.
     *
     * @param folder of the generated set
     * @param stored SOP Instance UIDs after de-identification by those before
     */
    public static Planted open(Path folder, Map<String, String> stored) {
        return new Planted(PhantomTruth.read(folder), stored);
    }

    /** Precision and recall of every kind of trouble that a flag can be raised for. */
    public List<PlantedKind> kinds(List<Raised> flags) {
        return PLANTED.keySet().stream().map(issue -> kind(issue, flags)).toList();
    }

    /** Whether a flag points at what was planted; of a pair, either object may be the one. */
    public boolean isPlanted(Raised flag) {
        return !hits(flag).isEmpty();
    }

    private PlantedKind kind(CurationIssue issue, List<Raised> all) {
        List<Raised> flags = all.stream().filter(flag -> flag.issue() == issue).toList();
        Set<String> planted = byStored.entrySet().stream()
                .filter(entry -> entry.getValue().trouble() == PLANTED.get(issue))
                .map(Map.Entry::getKey)
                .collect(toSet());
        Set<String> found = flags.stream().flatMap(flag -> hits(flag).stream()).collect(toSet());
        int correct = (int) flags.stream().filter(this::isPlanted).count();
        return new PlantedKind(words(issue), issue.name(), planted.size(), flags.size(), found.size(), correct);
    }

    /** The planted objects that a flag names; a pair must name copy and original. */
    private Set<String> hits(Raised flag) {
        Set<String> hits = new HashSet<>();
        String other = flag.other();
        if (other == null) {
            if (isOf(flag.issue(), flag.instance())) {
                hits.add(flag.instance());
            }
            return hits;
        }
        addCopy(hits, flag.issue(), flag.instance(), other);
        addCopy(hits, flag.issue(), other, flag.instance());
        return hits;
    }

    private void addCopy(Set<String> hits, CurationIssue issue, String copy, String original) {
        TruthInstance first = byStored.get(original);
        TruthInstance second = byStored.get(copy);
        if (first != null
                && second != null
                && isOf(issue, copy)
                && first.sopUid().equals(second.original())) {
            hits.add(copy);
        }
    }

    private boolean isOf(CurationIssue issue, String instance) {
        TruthInstance known = byStored.get(instance);
        return known != null && known.trouble() == PLANTED.get(issue);
    }

    private static String words(CurationIssue issue) {
        return switch (issue) {
            case EXACT_DUPLICATE -> "same pixels under another patient";
            case NEAR_DUPLICATE -> "same view shifted, with noise";
            case WRONG_POLARITY -> "black and white exchanged";
            case BLANK -> "one value all over";
            case NOISE -> "noise alone";
            case SUSPICIOUS_LABEL -> "wrong class in the label file";
            case OUTLIER -> "not planted";
        };
    }
}
