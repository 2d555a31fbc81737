package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LabelCalls;
import org.isocenter.cli.client.LabelCalls.Imported;
import org.isocenter.cli.client.LabelCalls.LabelSet;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.cli.upload.LabelSheet;
import org.isocenter.platform.label.LabelKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter labels}: label sets. */
@Command(name = "labels", description = "Label sets: imported from a file, versioned, frozen.")
public final class LabelsCommand extends VerbGroup {
    private static final String ONE_REGION = "lesion";

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Reads a label file, and the masks it names, into the next version of a label set; all or"
                    + " nothing.")
    int importFile(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(
                            paramLabel = "FILE",
                            description = "labels.csv: image, sop_uid, series_uid, study_uid or patient; label or"
                                    + " class; mask or masks; split.")
                    Path file,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Of the label set.")
                    String name,
            @Option(
                            names = "--scheme",
                            paramLabel = "NAME",
                            description =
                                    "Of the label scheme; without it the name of the set. One that is not there is"
                                            + " made from the words of the file.")
                    @Nullable
                    String scheme,
            @Option(
                            names = "--classes",
                            paramLabel = "WORD",
                            split = ",",
                            description = "Words of a new scheme, in their order; without it those of the file.")
                    @Nullable
                    List<String> classes,
            @Option(
                            names = "--ordinal",
                            description =
                                    "The words of a new scheme are grades in their order: numbers by their value, others"
                                            + " as --classes gives them.")
                    boolean ordinal,
            @Option(names = "--freeze", description = "Closes the set at once.") boolean freeze) {
        LabelCalls labels = connection.as(LocalUser.RESEARCHER).labels();
        LabelSheet sheet = LabelSheet.read(file);
        Map<String, Path> masks = sheet.hasMasks() ? sheet.masks() : Map.of();
        String words = Optional.ofNullable(scheme).orElse(name);
        ensureScheme(labels, project.name(), words, kind(sheet, ordinal), sheet, Optional.ofNullable(classes));
        Imported imported = labels.importFile(project.name(), words, name, sheet.bytes(), masks);
        if (freeze) {
            imported = new Imported(labels.freeze(imported.labelSet().id()), imported.places(), imported.rows());
        }
        output.answer(imported, line(imported.labelSet()));
        return ExitCode.DONE;
    }

    private static void ensureScheme(
            LabelCalls labels,
            String project,
            String name,
            LabelKind kind,
            LabelSheet sheet,
            Optional<List<String>> classes) {
        boolean known = labels.schemes(project).stream()
                .anyMatch(scheme ->
                        scheme.name().equals(name) || scheme.id().toString().equals(name));
        if (!known) {
            labels.createScheme(project, name, kind.name(), classes.orElseGet(() -> words(sheet)));
        }
    }

    /** What the rows show: masks, several words of one image, or else one word of each. */
    private static LabelKind kind(LabelSheet sheet, boolean ordinal) {
        if (sheet.hasMasks()) {
            return LabelKind.SEGMENTATION;
        } else if (sheet.hasFindings()) {
            return LabelKind.MULTI_LABEL;
        }
        return ordinal ? LabelKind.ORDINAL : LabelKind.CLASSIFICATION;
    }

    /** Masks without words are of one region. */
    private static List<String> words(LabelSheet sheet) {
        return sheet.hasMasks() ? List.of(ONE_REGION) : sheet.words();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's label sets.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<LabelSet> sets = connection.as(LocalUser.RESEARCHER).labels().sets(project.name());
        TextTable table = new TextTable("id", "label set", "version", "frozen", "frames", "classes");
        sets.forEach(each ->
                table.row(each.id(), each.name(), each.version(), each.frozen(), each.labelled(), each.classes()));
        output.answer(sets, table.toString());
        return ExitCode.DONE;
    }

    @Command(name = "freeze", mixinStandardHelpOptions = true, description = "Closes a label set and fixes its hash.")
    int freeze(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "LABEL-SET", description = "Name or identifier.") String word) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        LabelSet set = client.labels()
                .freeze(new Named(client, project.name()).labelSet(word).id());
        output.answer(set, line(set));
        return ExitCode.DONE;
    }

    private static String line(LabelSet set) {
        return "Label set %s version %d, %d frames %s%s, %s"
                .formatted(
                        set.name(),
                        set.version(),
                        set.labelled(),
                        set.classes(),
                        set.frozen() ? ", frozen " + set.sha256() : "",
                        set.id());
    }
}
