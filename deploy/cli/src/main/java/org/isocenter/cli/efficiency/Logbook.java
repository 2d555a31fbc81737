package org.isocenter.cli.efficiency;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.efficiency.EfficiencyPlan.Wish;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** What a measurement has reached, in a file beside its results: the same call again goes on from there. */
final class Logbook {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final Path file;
    private Entries entries;

    /**
     * The entries.
     *
     * @param question the options of the call; another question needs another folder
     * @param id part of every job's key, so that no job is asked for twice
     * @param ground what is learnt from, once it is frozen
     * @param imagenet encoder of imported weights
     * @param encoder that heads start from
     * @param wishes trainings, once they are known
     */
    record Entries(
            Map<String, String> question,
            String id,
            Optional<Ground> ground,
            Optional<UUID> imagenet,
            Optional<UUID> encoder,
            List<Wish> wishes) {
        Entries on(Ground frozen, List<Wish> wanted) {
            return new Entries(question, id, Optional.of(frozen), imagenet, encoder, wanted);
        }

        Entries withImagenet(UUID imported) {
            return new Entries(question, id, ground, Optional.of(imported), encoder, wishes);
        }

        Entries withEncoder(UUID start) {
            return new Entries(question, id, ground, imagenet, Optional.of(start), wishes);
        }
    }

    /**
     * What is learnt from.
     *
     * @param project its owner
     * @param cohortVersion frozen, with its split
     * @param cohortSha256 its hash
     * @param labelSet frozen
     * @param labelSha256 its hash
     * @param task {@code classification}, {@code ordinal} or {@code segmentation}
     */
    record Ground(
            String project, UUID cohortVersion, String cohortSha256, UUID labelSet, String labelSha256, String task) {
        boolean masks() {
            return task.equals(LabelTask.SEGMENTATION);
        }

        /** What its curves show where nothing else is asked for. */
        Figure figure() {
            return masks() ? Figure.DICE : task.equals(LabelTask.ORDINAL) ? Figure.QUADRATIC_KAPPA : Figure.AUROC;
        }
    }

    private Logbook(Path file, Entries entries) {
        this.file = file;
        this.entries = entries;
    }

    /** The logbook of a folder, or a new one; {@code CONFLICT} where the folder's is about another question. */
    static Logbook open(Path folder, Map<String, String> question) {
        Path file = folder.resolve("logbook.json");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                Logbook fresh = new Logbook(
                        file,
                        new Entries(
                                question,
                                UUID.randomUUID().toString(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
                fresh.write(fresh.entries);
                return fresh;
            }
            Entries entries = JSON.readValue(file.toFile(), Entries.class);
            if (!entries.question().equals(question)) {
                throw new PlatformException(
                        ErrorCode.CONFLICT,
                        "The folder %s holds a measurement of other options, %s; name another with --out."
                                .formatted(folder, entries.question()));
            }
            return new Logbook(file, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Entries entries() {
        return entries;
    }

    /** A file in the same folder. */
    Path beside(String name) {
        return file.resolveSibling(name).toAbsolutePath();
    }

    /** Replaces the entries, whole or not at all. */
    void write(Entries changed) {
        try {
            Path aside = beside("logbook.json.part");
            JSON.writerWithDefaultPrettyPrinter().writeValue(aside.toFile(), changed);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            entries = changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
