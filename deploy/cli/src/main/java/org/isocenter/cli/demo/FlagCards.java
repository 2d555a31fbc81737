package org.isocenter.cli.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.isocenter.cli.client.CurationCalls.Flag;
import org.isocenter.cli.intake.FrameNames.FrameRef;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.report.Gallery.FlagCard;
import org.isocenter.cli.report.Planted;
import org.isocenter.cli.report.Planted.Raised;
import org.isocenter.platform.curation.CurationIssue;

/**
 * Flags as the page shows them: of each issue the most certain.
 *
 * @param pictures renders frames
 * @param planted what was planted, where the images were generated
 */
record FlagCards(Pictures pictures, Optional<Planted> planted) {
    private static final int OF_EACH_ISSUE = 4;

    /** How many flags there are, in all and by issue. */
    static DemoResult.Curation count(List<Flag> flags) {
        return new DemoResult.Curation(
                flags.size(),
                flags.stream()
                        .collect(Collectors.groupingBy(Flag::issue, TreeMap::new, Collectors.summingInt(flag -> 1))));
    }

    List<FlagCard> of(List<Flag> flags) {
        List<FlagCard> cards = new ArrayList<>();
        for (CurationIssue issue : CurationIssue.values()) {
            flags.stream()
                    .filter(flag -> flag.issue().equals(issue.name()))
                    .sorted(Comparator.comparingDouble(Flag::score).reversed())
                    .limit(OF_EACH_ISSUE)
                    .forEach(flag -> cards.add(card(flag)));
        }
        return cards;
    }

    /** Flags in the form in which they are held against the truth. */
    static List<Raised> raised(List<Flag> flags) {
        return flags.stream().map(FlagCards::raised).toList();
    }

    private static Raised raised(Flag flag) {
        return new Raised(
                CurationIssue.valueOf(flag.issue()),
                flag.sopInstanceUid(),
                other(flag).map(FrameRef::sopInstanceUid).orElse(null));
    }

    private FlagCard card(Flag flag) {
        return new FlagCard(
                flag.issue(),
                flag.score(),
                flag.reason(),
                evidence(flag),
                pictures.of(new FrameRef(flag.sopInstanceUid(), flag.frame())),
                other(flag).map(pictures::of).orElse(null),
                planted.map(truth -> truth.isPlanted(raised(flag))).orElse(null));
    }

    /** The second frame of a pair. */
    static Optional<FrameRef> other(Flag flag) {
        if (flag.evidence().get("otherInstance") instanceof String instance) {
            int frame = flag.evidence().get("otherFrame") instanceof Number number ? number.intValue() : 0;
            return Optional.of(new FrameRef(instance, frame));
        }
        return Optional.empty();
    }

    /** The measured figures and words; a limit is not a finding, and the other frame is shown as a picture. */
    private static Map<String, String> evidence(Flag flag) {
        Map<String, String> evidence = new LinkedHashMap<>();
        new TreeMap<>(flag.evidence()).forEach((name, value) -> {
            if (value instanceof Number number) {
                evidence.put(name, String.format(Locale.ROOT, "%.3g", number.doubleValue()));
            } else if (value instanceof String || value instanceof Boolean) {
                evidence.put(name, value.toString());
            }
        });
        evidence.keySet().removeAll(Set.of("limit", "otherInstance", "otherFrame"));
        return evidence;
    }
}
