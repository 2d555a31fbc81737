package org.isocenter.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.isocenter.cli.intake.FrameNames;
import org.isocenter.cli.intake.FrameNames.FrameRef;
import org.isocenter.cli.intake.LabelRows.Row;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.report.Gallery.Choice;
import org.isocenter.cli.report.Gallery.Sample;
import org.isocenter.cli.report.Region;
import org.jspecify.annotations.Nullable;

/**
 * Chooses test frames for the page: some drawn with the seed, and the worst of the others.
 *
 * @param pictures renders frames
 * @param seed of the draw
 */
record SampleChoice(Pictures pictures, long seed) {
    private static final int DRAWN = 12;
    private static final int WORST = 6;

    /** A prediction of the server with its frame. */
    private record Said(FrameRef frame, JsonNode json) {
        double score() {
            return json.path("score").asDouble();
        }
    }

    /** Samples of a head's predictions. */
    List<Sample> of(LabelTask task, FrameNames names, JsonNode predictions) {
        List<Said> all = new ArrayList<>();
        predictions.forEach(each -> all.add(new Said(
                new FrameRef(
                        each.path("sopInstanceUid").asText(), each.path("frame").asInt()),
                each)));
        Collections.shuffle(all, new Random(seed));
        List<Said> drawn = all.subList(0, Math.min(DRAWN, all.size()));
        List<Said> worst = all.subList(drawn.size(), all.size()).stream()
                .sorted(Comparator.comparingDouble(Said::score))
                .limit(WORST)
                .toList();
        List<Sample> samples = new ArrayList<>();
        drawn.forEach(said -> samples.add(sample(task, names, said, Choice.DRAWN)));
        worst.forEach(said -> samples.add(sample(task, names, said, Choice.WORST)));
        return samples;
    }

    private Sample sample(LabelTask task, FrameNames names, Said said, Choice choice) {
        String truth = said.json().path("truth").asText();
        if (task.isSegmentation()) {
            Region predicted = region(said.json().path("maskPng").asText());
            return new Sample(
                    task.task(),
                    pictures.of(said.frame()),
                    truth,
                    "",
                    said.score(),
                    true,
                    choice,
                    names.row(said.frame()).flatMap(row -> reference(task, row)).orElse(null),
                    predicted);
        }
        Map.Entry<String, JsonNode> likeliest = likeliest(said.json().path("probabilities"));
        return new Sample(
                task.task(),
                pictures.of(said.frame()),
                truth,
                likeliest.getKey(),
                likeliest.getValue().asDouble(),
                likeliest.getKey().equals(truth),
                choice,
                null,
                null);
    }

    private static Map.Entry<String, JsonNode> likeliest(JsonNode probabilities) {
        return probabilities.properties().stream()
                .max(Comparator.comparingDouble(each -> each.getValue().asDouble()))
                .orElseThrow();
    }

    private static @Nullable Region region(String base64) {
        return base64.isEmpty() ? null : region(Base64.getDecoder().decode(base64));
    }

    private static @Nullable Region region(byte[] png) {
        try {
            BufferedImage mask = ImageIO.read(new ByteArrayInputStream(png));
            return mask == null ? null : Region.of(mask);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The union of the masks that a row names. */
    private static Optional<Region> reference(LabelTask task, Row row) {
        return row.masks().stream()
                .map(name -> task.labels().folder().resolve(name))
                .flatMap(file -> read(file).stream())
                .reduce(Region::unite);
    }

    private static Optional<Region> read(Path file) {
        try {
            return Optional.ofNullable(ImageIO.read(file.toFile())).map(Region::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
