package org.isocenter.platform.label;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * The words that a label may use.
 *
 * @param id its identifier
 * @param project its owner
 * @param name 1 to 128 characters, unique in its project
 * @param kind one class, several findings, a grade or a mask
 * @param classes in the order of their indices, which for grades is their order; for masks the regions without the background; at least one, no two alike,
 *     none that begins with the sign of an open finding
 */
public record LabelScheme(UUID id, ProjectId project, String name, LabelKind kind, List<String> classes) {
    public LabelScheme {
        classes = List.copyOf(classes);
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a scheme's name has 1 to 128 characters");
        }
        if (classes.isEmpty() || Set.copyOf(classes).size() != classes.size()) {
            throw new IllegalArgumentException("a scheme has at least one class and no two alike");
        }
        if (classes.stream().anyMatch(Label::isOpen)) {
            throw new IllegalArgumentException(
                    "a class does not begin with a question mark, which leaves a finding open");
        }
    }

    /**
     * Why words cannot be a label under this scheme: one that is none of its classes, a finding that is left open where only findings may be, one that is
     * both there and open, or not exactly one class where classes exclude one another.
     */
    public Optional<String> refusal(List<String> words) {
        Optional<String> foreign = words.stream()
                .filter(word -> !classes.contains(kind == LabelKind.MULTI_LABEL ? Label.word(word) : word))
                .findFirst();
        if (foreign.isPresent()) {
            return Optional.of("expected %s of %s, came %s; correct the label or make a scheme that has the word"
                    .formatted(kind == LabelKind.MULTI_LABEL ? "some" : "one", classes, foreign.get()));
        }
        if (kind.isExclusive() && words.size() != 1) {
            return Optional.of(
                    "expected exactly one of %s, came %s; correct the label, or make a scheme of several findings"
                            .formatted(classes, words.isEmpty() ? "none" : words));
        }
        long different = words.stream().map(Label::word).distinct().count();
        return different == words.size()
                ? Optional.empty()
                : Optional.of("expected each finding once, came %s; leave it open or not".formatted(words));
    }
}
