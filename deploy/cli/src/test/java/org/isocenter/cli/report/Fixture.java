package org.isocenter.cli.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.isocenter.cli.report.Gallery.Choice;
import org.isocenter.cli.report.Gallery.FlagCard;
import org.isocenter.cli.report.Gallery.Picture;
import org.isocenter.cli.report.Gallery.RunPicture;
import org.isocenter.cli.report.Gallery.Sample;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.page.LineChart.Curve;
import org.isocenter.platform.page.LineChart.Point;

/** A result with every part filled, in the proportions of a real one. */
final class Fixture {
    private static final int SIZE = 96;
    private static final Random RANDOM = new Random(7);

    private Fixture() {}

    static DemoResult result(String project) {
        return result(project, List.of(), true);
    }

    static DemoResult result(String project, List<String> broken, boolean verified) {
        return new DemoResult(
                project,
                48_213,
                "0.1.0-SNAPSHOT",
                "generated CT-like and X-ray-like studies, 78 patients of 3 sites",
                new DemoResult.Cohort(
                        "everything",
                        1,
                        "9f2b7c0e5d1a4c3b8e6f7a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d",
                        Map.of("TRAIN", 288, "VAL", 60, "TEST", 164, "UNLABELLED", 24),
                        Map.of("TRAIN", 41, "VAL", 9, "TEST", 28, "UNLABELLED", 16)),
                List.of(
                        new DemoResult.Labels("lesion class", 1, 512, "ab12cd34ef56ab12cd34ef56"),
                        new DemoResult.Labels("lesion mask", 1, 338, "77aa12cd34ef56ab12cd34ef56")),
                new DemoResult.Ingest(548, 542, 2, 4),
                new DemoResult.Curation(41, Map.of("EXACT_DUPLICATE", 8, "BLANK", 8, "SUSPICIOUS_LABEL", 25)),
                List.of(
                        new PlantedKind("same pixels under another patient", "EXACT_DUPLICATE", 8, 8, 8, 8),
                        new PlantedKind("black and white exchanged", "WRONG_POLARITY", 8, 0, 0, 0),
                        new PlantedKind("wrong class in the label file", "SUSPICIOUS_LABEL", 16, 25, 11, 11)),
                List.of(
                        new DemoResult.Link("e0", "random weights", "RANDOM", "seed", "resnet18", "00"),
                        new DemoResult.Link("e1", "chest", "IN_DOMAIN", "simclr", "resnet18", "11")),
                List.of(new DemoResult.Stage(
                        "IN_DOMAIN",
                        "simclr",
                        "e1",
                        null,
                        536,
                        10_720,
                        20,
                        160,
                        5.42,
                        3.91,
                        0.21,
                        0.63,
                        142.5,
                        List.of(0.52, 0.61, 0.66),
                        true,
                        true)),
                heads(),
                new DemoResult.Audit(
                        1_204, verified, "3fd1c2a9b8e7d6c5b4a3928170615243342516078899aabbccddeeff00112233"),
                List.of(new DemoResult.Missing(
                        "No ImageNet row.",
                        "Bring weights: --weights FILE.safetensors --encoder tf_efficientnet_lite0")),
                "report.html",
                421.7,
                broken,
                new Gallery(
                        curves(), List.of(new RunPicture("What is alike", picture(30, 40, 12))), samples(), flags()));
    }

    private static List<DemoResult.Head> heads() {
        return List.of(
                head("classification", "linear", "random", "auroc", 0.661, 0.58, 0.74),
                head("classification", "linear", "chain", "auroc", 0.842, 0.78, 0.90),
                head("classification", "finetuned", "random", "auroc", 0.703, 0.62, 0.79),
                head("classification", "finetuned", "chain", "auroc", 0.861, 0.80, 0.92),
                head("segmentation", "decoder", "random", "dice", 0.412, 0.34, 0.49),
                head("segmentation", "decoder", "chain", "dice", 0.598, 0.53, 0.66));
    }

    private static DemoResult.Head head(
            String task, String kind, String init, String metric, double value, double low, double high) {
        Map<String, MetricValue> metrics = new LinkedHashMap<>();
        metrics.put(metric, new MetricValue(value, low, high));
        metrics.put(
                metric.equals("dice") ? "iou" : "balancedAccuracy",
                new MetricValue(value - 0.15, low - 0.15, high - 0.15));
        return new DemoResult.Head(task, kind, init, 60, false, metrics);
    }

    private static List<Curve> curves() {
        List<Point> loss = IntStream.range(0, 320)
                .mapToObj(i -> new Point(i, 3.6 + 1.9 * Math.exp(-i / 70.0) + 0.12 * RANDOM.nextGaussian()))
                .toList();
        List<Point> knn = IntStream.range(1, 21)
                .mapToObj(i -> new Point(16 * i, 0.72 - 0.22 * Math.exp(-i / 6.0) + 0.008 * RANDOM.nextGaussian()))
                .toList();
        return List.of(
                new Curve("knn", knn),
                new Curve("another", knn),
                new Curve("loss", loss),
                new Curve("loss.invariance", loss),
                new Curve("linear", knn));
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean right = i % 4 != 3;
            samples.add(new Sample(
                    "classification",
                    picture(40 + 2 * i, 50, 14),
                    "smooth",
                    right ? "smooth" : "spiculated",
                    0.5 + 0.04 * i,
                    right,
                    i < 8 ? Choice.DRAWN : Choice.WORST,
                    null,
                    null));
        }
        for (int i = 0; i < 12; i++) {
            samples.add(new Sample(
                    "segmentation",
                    picture(40 + 2 * i, 50, 14),
                    "lesion",
                    "",
                    0.9 - 0.06 * i,
                    true,
                    i < 8 ? Choice.DRAWN : Choice.WORST,
                    disc(40 + 2 * i, 50, 14),
                    disc(40 + 2 * i + i / 2.0, 48, 12)));
        }
        return samples;
    }

    private static List<FlagCard> flags() {
        Map<String, String> figures = Map.of("likeness", "1.000");
        return List.of(
                new FlagCard(
                        "EXACT_DUPLICATE",
                        1,
                        "The same pixels occur in another image of the set.",
                        figures,
                        picture(30, 40, 10),
                        picture(30, 40, 10),
                        true),
                new FlagCard(
                        "EXACT_DUPLICATE",
                        1,
                        "The same pixels occur in another image of the set.",
                        figures,
                        picture(60, 40, 10),
                        picture(60, 40, 10),
                        true),
                new FlagCard(
                        "SUSPICIOUS_LABEL",
                        0.93,
                        "A classifier that did not see this image expects another label.",
                        Map.of("given", "normal", "expected", "smooth"),
                        picture(50, 60, 12),
                        null,
                        false));
    }

    static Region disc(double x, double y, double radius) {
        boolean[] covered = new boolean[SIZE * SIZE];
        for (int i = 0; i < covered.length; i++) {
            int row = i / SIZE;
            covered[i] = Math.hypot(i % SIZE - x, row - y) < radius;
        }
        return new Region(SIZE, SIZE, covered);
    }

    private static Picture picture(double x, double y, double radius) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(70, 70, 70));
        pen.fill(new Ellipse2D.Double(8, 12, 80, 72));
        pen.setColor(new Color(150, 150, 150));
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(out.toByteArray(), "image/png", SIZE, SIZE);
    }
}
