package org.isocenter.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter predict}: what a head says of images, or which images an encoder finds most like one. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Asks a head about images, or with --like an encoder for the images most like one; answered before long runs.")
public final class PredictCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Submission submission;

    @Option(names = "--head", paramLabel = "HEAD", description = "Name or identifier of the head that is asked.")
    private @Nullable String head;

    @Option(
            names = "--encoder",
            paramLabel = "ENCODER",
            description = "Beside --like: name or identifier of the encoder that compares.")
    private @Nullable String encoder;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description =
                    "Name of a cohort, for its newest version, or identifier of a version; beside --like what is compared.")
    private @Nullable String cohort;

    @Option(names = "--top", paramLabel = "N", description = "Beside --like: how many images are given (default: 10).")
    private @Nullable Integer top;

    @Option(
            names = "--outputs",
            split = ",",
            paramLabel = "FORM",
            description = "DICOM objects to make of the answer: seg, seg-fractional, sr.")
    private @Nullable List<String> outputs;

    @Option(
            names = "--send-to",
            paramLabel = "ARCHIVE",
            description = "Archive of the project that these objects are sent to.")
    private @Nullable String sendTo;

    @Option(names = "--even-if-abstaining", description = "Answers where the head would abstain, too, and says so.")
    private boolean evenIfAbstaining;

    @ArgGroup
    private @Nullable Images images;

    /** Which images. */
    static final class Images {
        @Option(
                names = "--instance",
                paramLabel = "UID[/FRAME]",
                description = "SOP Instance UID in the project and frame counted from 0; repeatable.")
        private @Nullable List<String> instances;

        @Option(names = "--series", paramLabel = "UID", description = "Series Instance UID in the project.")
        private @Nullable String series;

        @Option(names = "--study", paramLabel = "UID", description = "Study Instance UID in the project.")
        private @Nullable String study;

        @Option(
                names = "--file",
                paramLabel = "PATH",
                description =
                        "A DICOM file, JPEG, PNG or TIFF; it is de-identified, answered, and nothing of it is kept.")
        private @Nullable Path file;

        @Option(
                names = "--like",
                paramLabel = "UID[/FRAME]",
                description = "The image that others are compared with, by --encoder.")
        private @Nullable String like;
    }

    @Override
    public Integer call() {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        Images which = images == null ? new Images() : images;
        if (which.like != null) {
            return search(client, named, which.like);
        }
        if (which.file != null) {
            return once(client, named, which.file);
        }
        if ((images == null) == (cohort == null)) {
            throw refused("one of --cohort, --instance, --series, --study, --file and --like");
        }
        return submission.submit(
                client.jobs(), project.name(), "PREDICT", question(named, which).values(), output);
    }

    private JobParameters question(Named named, Images which) {
        return new JobParameters()
                .with("head", named.head(required(head, "--head")).id())
                .with("cohortVersion", cohort, word -> named.cohortVersion(word).id())
                .with("instances", which.instances, words -> words.stream()
                        .map(PredictCommand::instance)
                        .toList())
                .with("series", which.series)
                .with("study", which.study)
                .with("outputs", outputs)
                .with("sendTo", sendTo)
                .with("evenIfAbstaining", evenIfAbstaining ? Boolean.TRUE : null);
    }

    private int search(IsocenterClient client, Named named, String like) {
        JobParameters asked = new JobParameters()
                .with("encoder", named.encoder(required(encoder, "--encoder")).id())
                .with("like", List.of(instance(like)))
                .with("cohortVersion", cohort, word -> named.cohortVersion(word).id())
                .with("top", top);
        return submission.submit(client.jobs(), project.name(), "SEARCH", asked.values(), output);
    }

    private int once(IsocenterClient client, Named named, Path file) {
        if (cohort != null || outputs != null || sendTo != null) {
            throw refused("no --cohort, --outputs or --send-to beside --file: nothing of it is kept");
        }
        JsonNode answer =
                client.models().predict(named.head(required(head, "--head")).id(), file, evenIfAbstaining);
        output.answer(answer, IsocenterClient.json(answer));
        return ExitCode.DONE;
    }

    private static String required(@Nullable String value, String option) {
        if (value == null) {
            throw refused(option);
        }
        return value;
    }

    private static PlatformException refused(String expected) {
        return new PlatformException(ErrorCode.BAD_REQUEST, "Expected " + expected + ".");
    }

    private static Map<String, Object> instance(String word) {
        String[] parts = word.split("/", -1);
        try {
            return Map.of("sopInstanceUid", parts[0], "frame", parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a SOP Instance UID and a frame, such as 1.2.3/0.", e);
        }
    }
}
