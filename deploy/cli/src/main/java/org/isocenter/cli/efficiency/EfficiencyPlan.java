package org.isocenter.cli.efficiency;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.cli.intake.Budget;
import org.isocenter.cli.intake.FrameNames;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.upload.CsvFile;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What is measured.
 *
 * @param budgets labels per class, or in all for masks, and {@code all}; empty for the usual ones
 * @param seeds how many draws of the labels
 * @param subsets a file that says which images each draw has
 * @param kinds of head; empty for a frozen and a fine-tuned one, or a decoder
 * @param imageSize side of a view in pixels
 * @param epochs passes over the labels; the head's own choice where it is not given
 */
record EfficiencyPlan(
        List<String> budgets,
        int seeds,
        Optional<Path> subsets,
        List<String> kinds,
        int imageSize,
        Optional<Integer> epochs) {
    static final String ALL = "all";
    private static final List<String> FOR_CLASSES = List.of("1", "5", "10", "20", "50", ALL);
    private static final List<String> CLASS_KINDS = List.of("linear", "finetuned");
    private static final List<String> MASK_KINDS = List.of("decoder");
    private static final List<String> FOR_MASKS = List.of("5", "10", "20", ALL);

    /**
     * A head's training that is still to be asked for.
     *
     * @param budget of labels
     * @param seed of the draw
     * @param parameters of the job
     */
    record Wish(String budget, int seed, Map<String, Object> parameters) {}

    EfficiencyPlan {
        budgets = List.copyOf(budgets);
        kinds = List.copyOf(kinds);
        if (seeds < 1 || imageSize < 32 || budgets.stream().anyMatch(each -> !isBudget(each))) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected at least 1 seed, 32 pixels a side, and budgets such as 1,5,10,20,50,all; came %d, %d and %s."
                            .formatted(seeds, imageSize, budgets));
        }
    }

    private static boolean isBudget(String word) {
        return word.equals(ALL) || word.matches("[1-9][0-9]{0,5}");
    }

    /** Every head's training, the smallest budget first; every label of all has one draw only. */
    List<Wish> wishes(boolean masks, Optional<Known> known) {
        return budgets(masks).stream()
                .flatMap(budget -> IntStream.range(0, budget.equals(ALL) ? 1 : seeds)
                        .mapToObj(seed -> new Wish(budget, seed, parameters(budget, seed, masks, known))))
                .toList();
    }

    /**
     * The labels as they lie with the person who asks, where they do.
     *
     * @param task what is learnt
     * @param names the way from a file's name to a frame
     */
    record Known(LabelTask task, FrameNames names) {}

    private List<String> budgets(boolean masks) {
        if (!budgets.isEmpty()) {
            return budgets;
        }
        return subsets.map(EfficiencyPlan::budgetsOf).orElse(masks ? FOR_MASKS : FOR_CLASSES);
    }

    private static List<String> budgetsOf(Path file) {
        TreeSet<Integer> sizes = new TreeSet<>();
        CsvFile.read(file).rows().forEach(row -> row.value("per_class", "total")
                .filter(EfficiencyPlan::isBudget)
                .ifPresent(size -> sizes.add(Integer.valueOf(size))));
        return Stream.concat(sizes.stream().map(String::valueOf), Stream.of(ALL))
                .toList();
    }

    private Map<String, Object> parameters(String budget, int seed, boolean masks, Optional<Known> known) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!budget.equals(ALL)) {
            Optional<Integer> count = Optional.of(Integer.valueOf(budget));
            if (subsets.isPresent()) {
                Known labels = known.orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST, "Expected --data and --labels beside --subsets, which names files."));
                parameters.putAll(
                        new Budget(count, Optional.empty(), subsets).parameters(labels.task(), labels.names(), seed));
            } else {
                parameters.put(masks ? "labelled" : "labelsPerClass", count.orElseThrow());
            }
        }
        parameters.put("seed", seed);
        parameters.put("imageSize", imageSize);
        parameters.put("baselines", true);
        parameters.put("kinds", kinds.isEmpty() ? (masks ? MASK_KINDS : CLASS_KINDS) : kinds);
        epochs.ifPresent(each -> parameters.put("epochs", each));
        return parameters;
    }
}
