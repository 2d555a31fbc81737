package org.isocenter.training.curation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.GaussianBlur;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * The brain MRI training split with planted problems, made again from the golden list: label flips, inversions, noise, off-topic images and near
 * duplicates of known geometry.
 */
record PlantedSet(List<Row> rows, List<Frame> frames) {

    /** One line of the list. */
    record Row(int number, String source, String given, String problem, Map<String, Double> parameters) {}

    static PlantedSet of(int seed) {
        Path list = SharedData.golden("curation/plant_seed%d.csv".formatted(seed));
        List<Row> rows;
        try {
            rows = Files.readAllLines(list).stream()
                    .skip(1)
                    .map(PlantedSet::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PlantedSet(
                rows, rows.parallelStream().map(row -> frame(row, seed)).toList());
    }

    /** The same with the short side of large images cut down, as the worker keeps them. */
    PlantedSet shrunk(int side) {
        return new PlantedSet(
                rows,
                frames.parallelStream()
                        .map(frame -> {
                            double scale = Math.min(1, (double) side / Math.min(frame.rows(), frame.columns()));
                            return frame(Resize.to(Plane.of(frame), (int) Math.round(scale * frame.rows()), (int)
                                    Math.round(scale * frame.columns())));
                        })
                        .toList());
    }

    boolean[] planted(String problem) {
        boolean[] planted = new boolean[rows.size()];
        for (int i = 0; i < planted.length; i++) {
            planted[i] = rows.get(i).problem.equals(problem);
        }
        return planted;
    }

    List<String> classes() {
        return rows.stream().map(Row::given).distinct().sorted().toList();
    }

    int[] labels() {
        List<String> classes = classes();
        return rows.stream().mapToInt(row -> classes.indexOf(row.given)).toArray();
    }

    private static Row row(String line) {
        String[] fields = line.split(",", -1);
        Map<String, Double> parameters = new HashMap<>();
        Arrays.stream(fields[6].split(";"))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("="))
                .forEach(pair -> parameters.put(pair[0], Double.valueOf(pair[1])));
        return new Row(Integer.parseInt(fields[0]), fields[2], fields[4], fields[5], parameters);
    }

    private static Frame frame(Row row, int seed) {
        Frame frame = SampleImages.colour(SharedData.data(row.source));
        return switch (row.problem) {
            case "invert" -> changed(frame, v -> 255 - v);
            case "noise" -> noisy(frame, new Random(1000L * seed + row.number));
            case "near_duplicate" -> duplicate(frame, row.parameters);
            default -> frame;
        };
    }

    private interface Change {
        int of(int value);
    }

    private static Frame changed(Frame frame, Change change) {
        byte[] values = ((Pixels.Rgb8) frame.pixels()).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) change.of(values[i] & 0xff);
        }
        return SampleImages.frame(frame.rows(), frame.columns(), new Pixels.Rgb8(values));
    }

    private static Frame noisy(Frame frame, Random random) {
        byte[] values = ((Pixels.Rgb8) frame.pixels()).values().clone();
        for (int i = 0; i < values.length; i += 3) {
            double noise = 50 * random.nextGaussian();
            for (int c = i; c < i + 3; c++) {
                values[c] = (byte) Math.round(Math.min(255, Math.max(0, (values[c] & 0xff) + noise)));
            }
        }
        return SampleImages.frame(frame.rows(), frame.columns(), new Pixels.Rgb8(values));
    }

    private static Frame duplicate(Frame frame, Map<String, Double> p) {
        Plane plane = Plane.of(frame);
        Plane flipped = p.get("flip") == 1 ? plane.mirrored() : plane;
        Plane turned = turned(flipped, Math.toRadians(p.get("angle")));
        int height = (int) (frame.rows() * p.get("crop"));
        int width = (int) (frame.columns() * p.get("crop"));
        int top = (int) ((frame.rows() - height) * p.get("cy"));
        int left = (int) ((frame.columns() - width) * p.get("cx"));
        Plane cut = Resize.to(turned.crop(top, left, height, width), frame.rows(), frame.columns());
        return frame(GaussianBlur.apply(cut, p.get("blur")));
    }

    /** Counter-clockwise about the centre, bilinear, black outside. */
    private static Plane turned(Plane plane, double angle) {
        Plane result = Plane.black(plane.rows(), plane.columns(), plane.channels());
        double cx = (plane.columns() - 1) / 2.0;
        double cy = (plane.rows() - 1) / 2.0;
        for (int y = 0; y < plane.rows(); y++) {
            for (int x = 0; x < plane.columns(); x++) {
                double px = cx + Math.cos(angle) * (x - cx) - Math.sin(angle) * (y - cy);
                double py = cy + Math.sin(angle) * (x - cx) + Math.cos(angle) * (y - cy);
                int x0 = (int) Math.floor(px);
                int y0 = (int) Math.floor(py);
                if (x0 < 0 || y0 < 0 || x0 >= plane.columns() - 1 || y0 >= plane.rows() - 1) {
                    continue;
                }
                for (int c = 0; c < plane.channels(); c++) {
                    int i = (c * plane.rows() + y0) * plane.columns() + x0;
                    float[] v = plane.values();
                    double upper = v[i] + (px - x0) * (v[i + 1] - v[i]);
                    double lower =
                            v[i + plane.columns()] + (px - x0) * (v[i + plane.columns() + 1] - v[i + plane.columns()]);
                    result.values()[(c * plane.rows() + y) * plane.columns() + x] =
                            (float) (upper + (py - y0) * (lower - upper));
                }
            }
        }
        return result;
    }

    private static Frame frame(Plane plane) {
        int size = plane.rows() * plane.columns();
        byte[] values = new byte[3 * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.round(255 * plane.values()[(i % 3) * size + i / 3]);
        }
        return SampleImages.frame(plane.rows(), plane.columns(), new Pixels.Rgb8(values));
    }

    /** The pairs that were planted, smaller number first. */
    List<int[]> duplicates() {
        List<int[]> pairs = new ArrayList<>();
        for (Row row : rows) {
            if (row.problem.equals("near_duplicate")) {
                pairs.add(new int[] {row.parameters.get("of").intValue(), row.number});
            }
        }
        return pairs;
    }
}
