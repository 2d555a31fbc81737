package org.isocenter.platform.card;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.platform.card.ModelCard.Data;
import org.isocenter.platform.card.ModelCard.Head;
import org.isocenter.platform.card.ModelCard.Labels;
import org.isocenter.platform.card.ModelCard.Link;
import org.isocenter.platform.card.ModelCard.Picture;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.study.StudyIndex;
import org.jspecify.annotations.Nullable;

/** Gathers model cards from what the project holds now. */
@Singleton
public class ModelCards {
    private static final String EXPLANATION = "explanation";

    private final ModelRegistry models;
    private final Cohorts cohorts;
    private final LabelSets labelSets;
    private final StudyIndex index;
    private final JobQueue jobs;

    public ModelCards(ModelRegistry models, Cohorts cohorts, LabelSets labelSets, StudyIndex index, JobQueue jobs) {
        this.models = models;
        this.cohorts = cohorts;
        this.labelSets = labelSets;
        this.index = index;
        this.jobs = jobs;
    }

    /** The card of a head. */
    public ModelCard of(HeadVersion version) {
        Head head = head(version);
        Optional<Data> data = cohorts.version(version.cohortVersion()).map(this::data);
        Optional<Labels> labels = labelSets.find(version.labelSet()).map(set -> labels(version, set));
        List<Link> chain = chain(version);
        Map<String, Object> explanation = values(version.configuration().get(EXPLANATION));
        return new ModelCard(
                head,
                KnownUse.of(version, head, data, chain, explanation),
                data,
                labels,
                chain,
                version.report(),
                explanation,
                pictures(version, explanation),
                version.steps());
    }

    private static Head head(HeadVersion version) {
        Map<String, Object> configuration = version.configuration();
        return new Head(
                version.id(),
                version.name(),
                version.task(),
                version.kind(),
                version.init(),
                words(configuration.get("classes")),
                configuration.get("imageSize") instanceof Number side ? side.intValue() : 0,
                version.state(),
                version.weights().sha256(),
                version.seed(),
                version.codeVersion(),
                version.trainedBy(),
                version.createdAt());
    }

    private static List<String> words(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Data data(CohortVersion version) {
        return new Population(version, index).data();
    }

    private Labels labels(HeadVersion head, LabelSet set) {
        return new Labels(
                set.name(),
                set.version(),
                set.sha256(),
                set.scheme().name(),
                set.scheme().kind(),
                set.scheme().classes(),
                set.count(),
                labelSets.sources(set.id()),
                head.report().trainLabels(),
                jobs.find(head.job()).map(ModelCards::budget).orElse("not known"),
                values(head.configuration().get("labels")));
    }

    private static String budget(Job job) {
        Map<String, Object> parameters = job.parameters();
        if (parameters.get("labelsPerClass") instanceof Number each) {
            return "%d of each class, drawn by patient".formatted(each.intValue());
        }
        if (parameters.get("labelled") instanceof Number all) {
            return "%d images, drawn by patient".formatted(all.intValue());
        }
        return parameters.get("subset") instanceof List<?> given
                ? "%d images that were named".formatted(given.size())
                : "all labels of training patients";
    }

    private List<Link> chain(HeadVersion head) {
        List<EncoderVersion> lineage = new ArrayList<>(models.lineage(head.encoder()));
        Collections.reverse(lineage);
        return lineage.stream().map(ModelCards::link).toList();
    }

    private static Link link(EncoderVersion encoder) {
        return new Link(
                encoder.id(),
                encoder.name(),
                encoder.stage(),
                encoder.architecture(),
                encoder.method(),
                encoder.cohortSha256(),
                Boolean.TRUE.equals(encoder.report().get("transductive")),
                encoder.seed(),
                encoder.codeVersion(),
                encoder.weights().sha256(),
                encoder.createdAt());
    }

    private static Map<String, Object> values(@Nullable Object value) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> known) {
            known.forEach((key, each) -> values.put(String.valueOf(key), each));
        }
        return values;
    }

    /** Those that are still there: a picture goes with the first patient in it who is deleted. */
    private List<Picture> pictures(HeadVersion head, Map<String, Object> explanation) {
        Stream<Picture> all = jobs.pictures(head.job()).stream()
                .map(each -> new Picture(head.job(), each.name(), each.step(), each.caption()));
        return all.filter(each -> each.name().equals(explanation.get("picture")))
                .toList();
    }
}
