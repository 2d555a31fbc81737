package org.isocenter.cli.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.isocenter.cli.client.CohortCalls.Cohort;
import org.isocenter.cli.client.CohortCalls.Version;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LabelCalls.LabelSet;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Finds what people call by name or identifier; of several of one name the newest. */
public final class Named {
    private final IsocenterClient client;
    private final String project;

    public Named(IsocenterClient client, String project) {
        this.client = client;
        this.project = project;
    }

    public Cohort cohort(String word) {
        return id(word).map(id -> client.cohorts().show(id))
                .orElseGet(() ->
                        last(client.cohorts().list(project), each -> each.name().equals(word), "cohort", word));
    }

    /** A version by its identifier, or the newest of a cohort by name. */
    public Version cohortVersion(String word) {
        return id(word).map(id -> client.cohorts().version(id)).orElseGet(() -> {
            List<Version> versions = client.cohorts().versions(cohort(word).id());
            return last(versions, version -> true, "frozen version of the cohort", word);
        });
    }

    public LabelSet labelSet(String word) {
        return id(word).map(id -> client.labels().set(id)).orElseGet(() -> {
            List<LabelSet> sets = client.labels().sets(project).stream()
                    .sorted(Comparator.comparingInt(LabelSet::version))
                    .toList();
            return last(sets, set -> set.name().equals(word), "label set", word);
        });
    }

    public Encoder encoder(String word) {
        return id(word).map(id -> client.models().encoder(id)).orElseGet(() -> {
            List<Encoder> encoders = client.models().encoders(project).stream()
                    .sorted(Comparator.comparing(Encoder::createdAt))
                    .toList();
            return last(encoders, encoder -> encoder.name().equals(word), "encoder", word);
        });
    }

    public Head head(String word) {
        return id(word).map(id -> client.models().head(id)).orElseGet(() -> {
            List<Head> heads = client.models().heads(project).stream()
                    .sorted(Comparator.comparing(Head::createdAt))
                    .toList();
            return last(heads, head -> head.name().equals(word), "head", word);
        });
    }

    private static <T> T last(List<T> things, Predicate<T> wanted, String kind, String word) {
        return things.stream()
                .filter(wanted)
                .reduce((before, after) -> after)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "there is no %s %s in the project".formatted(kind, word)));
    }

    private static Optional<UUID> id(String word) {
        try {
            return Optional.of(UUID.fromString(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
