package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter weights}: encoders in and out, and what was made of them. */
@Command(name = "weights", description = "Encoders as safetensors with torchvision or timm names.")
public final class WeightsCommand extends VerbGroup {

    /** What was written. */
    record Exported(Encoder encoder, String file, long bytes) {}

    /** The encoders and heads of a project. */
    record Models(List<Encoder> encoders, List<Head> heads) {}

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes ImageNet weights in as the start of a chain; refused where a tensor does not fit.")
    int importFile(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "A .safetensors file.") Path file,
            @Option(
                            names = {"--architecture", "--encoder"},
                            required = true,
                            paramLabel = "NAME",
                            description = "Such as tf_efficientnet_lite0 or resnet18.")
                    String architecture,
            @Option(
                            names = "--name",
                            defaultValue = "imagenet",
                            paramLabel = "NAME",
                            description = "Of the encoder; without it ${DEFAULT-VALUE}.")
                    String name) {
        Encoder encoder =
                connection.as(LocalUser.RESEARCHER).models().importWeights(project.name(), name, architecture, file);
        output.answer(encoder, "Encoder %s %s, %s".formatted(encoder.name(), encoder.architecture(), encoder.id()));
        return ExitCode.DONE;
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes an encoder's weights to a file.")
    int exportFile(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(index = "0", paramLabel = "ENCODER", description = "Name or identifier.") String word,
            @Parameters(index = "1", paramLabel = "FILE", description = "To write; replaced where it is there.")
                    Path file) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Encoder encoder = new Named(client, project.name()).encoder(word);
        long bytes = client.models().exportWeights(encoder.id(), file);
        output.answer(new Exported(encoder, file.toString(), bytes), "%d bytes in %s".formatted(bytes, file));
        return ExitCode.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's encoders and heads.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var models = connection.as(LocalUser.RESEARCHER).models();
        Models all = new Models(models.encoders(project.name()), models.heads(project.name()));
        TextTable table = new TextTable("id", "name", "what", "stage or start", "made");
        all.encoders()
                .forEach(
                        each -> table.row(each.id(), each.name(), each.architecture(), each.stage(), each.createdAt()));
        all.heads()
                .forEach(each -> table.row(
                        each.id(), each.name(), each.kind() + " " + each.task(), each.init(), each.createdAt()));
        output.answer(all, table.toString());
        return ExitCode.DONE;
    }
}
