package org.isocenter.dicom.deidentify;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The Basic profile and the options chosen beside it; fixed when a project is made.
 *
 * @param options chosen columns of Table E.1-1; full and modified dates exclude each other
 */
public record ProfileChoice(Set<Option> options) {

    public ProfileChoice {
        if (options.contains(Option.FULL_DATES) && options.contains(Option.MODIFIED_DATES)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected at most one of full-dates and modified-dates; choose one.");
        }
        EnumSet<Option> copy = EnumSet.noneOf(Option.class);
        copy.addAll(options);
        options = Collections.unmodifiableSet(copy);
    }

    /** The Basic profile alone: the least that a hospital may let go. */
    public static ProfileChoice basic() {
        return new ProfileChoice(Set.of());
    }

    /** What research needs and no more: characteristics, device, shifted dates, cleaned descriptions. */
    public static ProfileChoice research() {
        return new ProfileChoice(EnumSet.of(
                Option.PATIENT_CHARACTERISTICS, Option.DEVICE, Option.MODIFIED_DATES, Option.CLEAN_DESCRIPTORS));
    }

    /** Reads options as a person writes them, for example {@code device}, {@code patient} or {@code clean-descriptors}. */
    public static ProfileChoice of(Collection<String> words) {
        return new ProfileChoice(words.stream().map(ProfileChoice::option).collect(Collectors.toSet()));
    }

    private static Option option(String word) {
        String name = word.trim().toLowerCase(Locale.ROOT);
        return Arrays.stream(Option.values())
                .filter(option ->
                        option.word().equals(name) || option.shortWord().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST, "Expected options of " + allWords() + "; one given is none of them."));
    }

    private static String allWords() {
        return Arrays.stream(Option.values()).map(Option::word).collect(Collectors.joining(", "));
    }

    /** The same with one more option. */
    public ProfileChoice with(Option option) {
        Set<Option> more = EnumSet.of(option);
        more.addAll(options);
        return new ProfileChoice(more);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** One line for reports and for (0012,0063), for example {@code basic + device + modified-dates}. */
    public String summary() {
        return options.stream()
                .map(Option::word)
                .collect(Collectors.joining(" + ", "basic + ", ""))
                .replaceFirst(" \\+ $", "");
    }
}
