package org.isocenter.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.training.bench.SslBench;
import org.isocenter.training.encoder.Precision;
import org.isocenter.training.method.MethodName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isocenter bench ssl}: source images per second of whole training steps. */
@Command(
        name = "ssl",
        mixinStandardHelpOptions = true,
        description = "Times whole self-supervised training steps on synthetic images.")
public final class SslBenchCommand implements Callable<Integer> {
    @Option(
            names = "--method",
            defaultValue = "simclr",
            description =
                    "One of simclr (default), mocov3, byol, simsiam, swav, barlowtwins, vicreg, mae, dino, dinov2, micle.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private String method;

    @Option(
            names = "--encoder",
            description = "Without it tf_efficientnet_lite0, or vit_tiny_patch16_224 for mae and dinov2.")
    private @Nullable String encoder;

    @Option(names = "--image-size", defaultValue = "64", description = "Side of a view in pixels (default: 64).")
    private int imageSize;

    @Option(names = "--batch-size", defaultValue = "64", description = "Source images per step (default: 64).")
    private int batchSize;

    @Option(names = "--steps", defaultValue = "20", description = "Steps that are timed (default: 20).")
    private int steps;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that the engine computes with; without it one a processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--part-size",
            paramLabel = "N",
            description = "Views that the encoder computes at a time, for less memory; without it all of them.")
    private @Nullable Integer partSize;

    @Option(
            names = "--precision",
            defaultValue = "FLOAT32",
            description = "Of the encoder: one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // as above
    private Precision precision;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        if (threads != null) {
            System.setProperty("ai.djl.pytorch.num_threads", threads.toString());
        }
        SslBench bench = SslBench.measure(
                method,
                encoder == null ? MethodName.of(method).usualEncoder() : encoder,
                imageSize,
                batchSize,
                steps,
                partSize == null ? Integer.MAX_VALUE : partSize,
                precision);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(bench)
                                : "%.1f images/s, median step %.0f ms, at most %d MiB"
                                        .formatted(bench.imagesPerSecond(), bench.medianStepMs(), bench.peakRssMiB()));
        return ExitCode.DONE;
    }
}
