package org.isocenter.cli.intake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A person's own images, labels and weights, as every verb that learns from them is given them. */
public final class OwnOptions {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Your own images: a folder of pictures or DICOM objects, a ZIP, a NumPy archive.")
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Their labels; without it labels.csv in the folder, or what the archive holds.")
    private @Nullable Path labels;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description =
                    "A given split: image,split. Without it the column split of the labels, or a draw by patient.")
    private @Nullable Path split;

    @Option(
            names = "--subsets",
            paramLabel = "FILE",
            description = "Which images a budget of labels buys: seed, per_class or total, image or train_index.")
    private @Nullable Path subsets;

    @Option(
            names = "--unlabelled",
            paramLabel = "PATH",
            description = "Further images to pretrain on; no label of theirs is ever read.")
    private @Nullable Path unlabelled;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights trained on ImageNet, safetensors or .pth, the start of the chain.")
    private @Nullable Path weights;

    @Option(
            names = "--image-size",
            paramLabel = "S",
            defaultValue = "64",
            description = "Side of a view in pixels (default: ${DEFAULT-VALUE}).")
    private int imageSize;

    /** Whether there are images of one's own. */
    public boolean areGiven() {
        return data != null;
    }

    /**
     * The images with their labels; empty where none are given.
     *
     * @param task the one task that is wanted, as {@link LabelTask} names it
     * @throws PlatformException {@code BAD_REQUEST} where something is given that belongs to images and no images are, {@code NOT_FOUND} where
     *     they are not there
     */
    public Optional<OwnIntake> intake(Optional<String> task) {
        if (data == null && (labels != null || split != null || subsets != null || unlabelled != null)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected --data beside --labels, --split, --subsets or --unlabelled.");
        }
        return Optional.ofNullable(data)
                .map(path -> OwnIntake.find(
                        path,
                        Optional.ofNullable(labels),
                        Optional.ofNullable(split),
                        Optional.ofNullable(unlabelled),
                        task));
    }

    /** Which images the draws have; {@code NOT_FOUND} where the file is not there. */
    public Optional<Path> subsets() {
        return file(subsets);
    }

    /** Where the chain starts; {@code NOT_FOUND} where the file is not there. */
    public Optional<Path> weights() {
        return file(weights);
    }

    private static Optional<Path> file(@Nullable Path named) {
        if (named != null && !Files.isRegularFile(named)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "There is no file " + named);
        }
        return Optional.ofNullable(named);
    }

    public int imageSize() {
        return imageSize;
    }

    /** What is given, by the option's name, files by where they are. */
    public Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        put(given, "data", data);
        put(given, "labels", labels);
        put(given, "split", split);
        put(given, "subsets", subsets);
        put(given, "unlabelled", unlabelled);
        put(given, "weights", weights);
        given.put("imageSize", String.valueOf(imageSize));
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable Path file) {
        if (file != null) {
            given.put(name, file.toAbsolutePath().normalize().toString());
        }
    }
}
