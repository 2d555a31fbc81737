package org.isocenter.cli.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.cli.fetch.WeightsFetch;
import org.isocenter.cli.stack.command.HomeOption;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.PublishedWeights;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter weights}: encoders in and out, what was made of them, and what others have published. */
@Command(name = "weights", description = "Encoders in and out, with torchvision's or timm's names.")
public final class WeightsCommand extends VerbGroup {

    /** What an encoder can leave as. */
    enum Format {
        SAFETENSORS,
        TORCHSCRIPT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was written. */
    record Exported(Encoder encoder, String format, String file, long bytes) {}

    /** The encoders and heads of a project, and published files to begin a chain with. */
    record Models(List<Encoder> encoders, List<Head> heads, List<PublishedWeights> catalogue) {}

    /** A published file on this machine. */
    record Pulled(String architecture, String file, URI url, String sha256, boolean fetched) {}

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes ImageNet weights in as the start of a chain; refused where a tensor does not fit.")
    int importFile(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "Safetensors, or a state dict of PyTorch (.pth).") Path file,
            @Option(
                            names = {"--architecture", "--encoder"},
                            required = true,
                            paramLabel = "NAME",
                            description = "Such as tf_efficientnet_lite0, resnet50 or vit_small_patch16_224.")
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
                    Path file,
            @Option(
                            names = "--format",
                            defaultValue = "safetensors",
                            paramLabel = "FORMAT",
                            description =
                                    "safetensors, or torchscript for torch.jit.load; without it ${DEFAULT-VALUE}.")
                    Format format) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Encoder encoder = new Named(client, project.name()).encoder(word);
        long bytes = client.models().exportWeights(encoder.id(), format.word(), file);
        output.answer(
                new Exported(encoder, format.word(), file.toString(), bytes), "%d bytes in %s".formatted(bytes, file));
        return ExitCode.DONE;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the project's encoders and heads, and published ImageNet weights.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var models = connection.as(LocalUser.RESEARCHER).models();
        Models all = new Models(models.encoders(project.name()), models.heads(project.name()), PublishedWeights.all());
        TextTable table = new TextTable("id", "name", "what", "stage or start", "made");
        all.encoders()
                .forEach(
                        each -> table.row(each.id(), each.name(), each.architecture(), each.stage(), each.createdAt()));
        all.heads()
                .forEach(each -> table.row(
                        each.id(), each.name(), each.kind() + " " + each.task(), each.init(), each.createdAt()));
        TextTable published = new TextTable("published file", "architecture", "names", "SHA-256 begins");
        all.catalogue()
                .forEach(
                        each -> published.row(each.file(), each.architecture(), each.publisher(), each.sha256Prefix()));
        output.answer(all, table + System.lineSeparator() + System.lineSeparator() + published);
        return ExitCode.DONE;
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description =
                    "Fetches published ImageNet weights into the state folder and checks their SHA-256; needs no server.")
    int pull(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "An architecture, or a file of weights list.") String word,
            @Option(
                            names = "--mirror",
                            paramLabel = "URL",
                            description = "Folder of a web server that has the file, instead of its publisher.")
                    @Nullable
                    URI mirror) {
        PublishedWeights wanted = PublishedWeights.named(word);
        URI from = mirror == null ? wanted.url() : at(mirror, wanted.file());
        WeightsFetch.Found found = WeightsFetch.into(home.folder().weights(), wanted, from);
        output.answer(
                new Pulled(wanted.architecture(), found.file().toString(), from, found.sha256(), found.fetched()),
                "%s %s; take it in with: isocenter weights import %s --architecture %s"
                        .formatted(
                                found.file(),
                                found.fetched() ? "fetched" : "was there",
                                found.file(),
                                wanted.architecture()));
        return ExitCode.DONE;
    }

    private static URI at(URI mirror, String file) {
        if (!"http".equalsIgnoreCase(mirror.getScheme()) && !"https".equalsIgnoreCase(mirror.getScheme())) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --mirror with its scheme, such as https://mirror.example/weights, came %s"
                            .formatted(mirror));
        }
        return URI.create(mirror.toString().replaceAll("/+$", "") + "/" + file);
    }
}
