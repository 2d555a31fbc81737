package org.isocenter.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.LoaderBench;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter bench loader}: source images per second that become views, without any encoder. */
@Command(
        name = "loader",
        mixinStandardHelpOptions = true,
        description = "Times the making of two views an image, from a frame cache or from DICOM files.")
public final class LoaderBenchCommand implements Callable<Integer> {
    private static final int PICTURES = 512;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Output output;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "DICOM files, read and decoded for every view pair; without it generated colour pictures of"
                    + " 256 x 256 in a frame cache.")
    private @Nullable Path data;

    @Option(names = "--image-size", defaultValue = "64", description = "Side of a view in pixels (default: 64).")
    private int imageSize;

    @Option(
            names = "--profile",
            defaultValue = "NATURAL",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // as above
    private ViewProfile profile;

    @Option(names = "--batch-size", defaultValue = "32", description = "Images of a batch (default: 32).")
    private int batchSize;

    @Option(names = "--batches", defaultValue = "50", description = "Batches that are timed (default: 50).")
    private int batches;

    @Option(names = "--threads", defaultValue = "2", description = "Threads that make batches (default: 2).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        if (imageSize < 1 || batchSize < 1 || batches < 1 || threads < 1) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected sizes and counts of at least 1.");
        }
        LoaderBench bench;
        if (data == null) {
            try (CachedNoise noise = new CachedNoise(Math.max(PICTURES, batchSize))) {
                bench = measure(noise);
            }
        } else if (Files.isDirectory(data)) {
            bench = measure(DicomFiles.of(data));
        } else {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected --data to be a folder.");
        }
        output.answer(
                bench,
                "%.0f images/s, %.2f ms of a processor each".formatted(bench.imagesPerSecond(), bench.cpuMsPerImage()));
        return ExitCode.DONE;
    }

    private LoaderBench measure(FrameSource source) {
        ViewRecipe view = profile.recipe(imageSize, Normalisation.IMAGENET);
        List<ViewRecipe> views = Collections.nCopies(2, view);
        return LoaderBench.measure(source, views, Math.min(batchSize, source.size()), batches, threads);
    }
}
