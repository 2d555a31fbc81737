package org.isocenter.dicom.burnedin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The rules for pixels by device and modality, in order; the form of a rule stands at the head of the standard file. */
public final class PixelRules {
    private static final PixelRules STANDARD = standardRules();

    private final List<PixelRule> rules;

    private PixelRules(List<PixelRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules that come with the program. */
    public static PixelRules standard() {
        return STANDARD;
    }

    /** Rules of a file before these. Fails with {@link ErrorCode#BAD_REQUEST} where it cannot be read or a line is no rule. */
    public PixelRules with(Path file) {
        try {
            List<PixelRule> all = new ArrayList<>(parse(Files.readString(file)));
            all.addAll(rules);
            return new PixelRules(all);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a file of rules for pixels that can be read.", e);
        }
    }

    /** The rules that fit an object; after one that passes it none counts. */
    List<PixelRule> of(Dataset dataset) {
        List<PixelRule> fitting = new ArrayList<>();
        for (PixelRule rule : rules) {
            if (rule.fits(dataset)) {
                fitting.add(rule);
                if (rule.then() == PixelRule.Then.PASS) {
                    break;
                }
            }
        }
        return fitting;
    }

    private static PixelRules standardRules() {
        try (InputStream in = Objects.requireNonNull(PixelRules.class.getResourceAsStream("pixel-rules.tsv"))) {
            return new PixelRules(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PixelRule> parse(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(PixelRule::read)
                .toList();
    }
}
