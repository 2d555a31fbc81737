package org.isocenter.training.collapse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Follows the signs of a run, look by look. A collapse is told when it is seen in three looks in a row, and only once in a run: whoever lets the run go on
 * has decided. It is part of the progress of a run, so that one that was stopped is watched as one that was not.
 */
public final class CollapseWatch {
    /** Looks in a row that tell; more are not counted. */
    private static final int LOOKS = 3;

    /** Fewer images say too little about a network. */
    private static final int FEWEST_IMAGES = 8;

    private final Map<Collapse, Integer> seen;

    private CollapseWatch(Map<Collapse, Integer> seen) {
        this.seen = seen;
    }

    /**
     * The watch after a look.
     *
     * @param watch that goes on
     * @param told what is newly seen and what to change, a sentence or more each; empty where nothing is to be told
     */
    public record Looked(CollapseWatch watch, List<String> told) {
        public Looked {
            told = List.copyOf(told);
        }
    }

    /** A watch that has seen nothing. */
    public static CollapseWatch begin() {
        return new CollapseWatch(Map.of());
    }

    /** Looks once more. */
    public Looked look(Signs signs) {
        Map<Collapse, Integer> now = new EnumMap<>(Collapse.class);
        List<String> told = new ArrayList<>();
        for (Collapse collapse : Collapse.values()) {
            int before = seen.getOrDefault(collapse, 0);
            if (before == LOOKS) {
                now.put(collapse, LOOKS);
            } else if (signs.images() >= FEWEST_IMAGES) {
                collapse.seenIn(signs).ifPresent(words -> {
                    now.put(collapse, before + 1);
                    if (before + 1 == LOOKS) {
                        told.add(words);
                    }
                });
            }
        }
        return new Looked(new CollapseWatch(now), told);
    }

    /** The kinds that were told, such as {@code SAME_EMBEDDINGS}. */
    public List<String> told() {
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() == LOOKS)
                .map(entry -> entry.getKey().name())
                .toList();
    }

    /** What it has seen, as words for {@link #of}. */
    public String words() {
        return seen.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The watch that wrote these words; {@link IllegalArgumentException} where none did. */
    public static CollapseWatch of(String words) {
        Map<Collapse, Integer> seen = new EnumMap<>(Collapse.class);
        Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", 2))
                .forEach(pair -> seen.put(Collapse.valueOf(pair[0]), Integer.valueOf(pair[pair.length - 1])));
        return new CollapseWatch(seen);
    }
}
