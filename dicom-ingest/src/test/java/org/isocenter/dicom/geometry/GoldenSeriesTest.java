package org.isocenter.dicom.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every series of the sample files, and every multi-frame object, lies in space as independent tools have it. */
class GoldenSeriesTest {
    private static final Map<String, List<Slice>> SERIES = new TreeMap<>();

    static Stream<Map<String, String>> rows() {
        return GoldenCsv.read(SharedData.golden("dicom/series.csv")).stream();
    }

    @BeforeAll
    static void readEveryFile() throws IOException {
        Path root = SharedData.data("dicom");
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).startsWith("malformed"))
                    .sorted()
                    .forEach(file -> add(root, file));
        }
    }

    private static void add(Path root, Path file) {
        try {
            Dataset dataset =
                    Part10Reader.readAsFar(Files.readAllBytes(file)).object().dataset();
            String series = " " + dataset.string(Tag.SERIES_INSTANCE_UID).orElse("");
            Path relative = root.relativize(file);
            Slice.of(String.valueOf(file.getFileName()), dataset)
                    .ifPresent(slice -> SERIES.computeIfAbsent(relative.getParent() + series, key -> new ArrayList<>())
                            .add(slice));
            List<Slice> frames = Slice.framesOf(dataset);
            if (frames.size() > 1) {
                SERIES.put(relative + series, frames);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_series_lies_in_space_as_expected(Map<String, String> row) {
        Stack stack = stacks(row)
                .filter(candidate -> names(candidate).equals(row.get("order")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stack in the order " + row.get("order") + " among "
                        + stacks(row).map(GoldenSeriesTest::names).toList()));
        numbers(row, "positions", stack.positions(), 1e-4);
        Vector normal = stack.normal();
        numbers(row, "normal", List.of(normal.x(), normal.y(), normal.z()), 1e-5);
        assertThat(stack.duplicates()).isEqualTo(integer(row, "duplicates"));
        assertThat(stack.distinctPositions()).isEqualTo(integer(row, "distinct_positions"));
        assertThat(gaps(stack)).isEqualTo(row.get("missing_after"));
        if (stack.distinctPositions() > 1) {
            number(row, "spacing_min", stack.spacing().min());
            number(row, "spacing_median", stack.spacing().median());
            number(row, "spacing_max", stack.spacing().max());
            assertThat(Double.parseDouble(row.get("tilt_degrees"))).isCloseTo(stack.tiltDegrees(), within(1e-2));
            assertThat(yes(stack.isUneven())).isEqualTo(row.get("uneven"));
            assertThat(yes(stack.isTilted())).isEqualTo(row.get("gantry_tilt"));
            assertThat(yes(stack.isRegular())).isEqualTo(row.get("regular"));
        } else {
            assertThat(row.get("regular")).isEmpty();
            assertThat(stack.isRegular()).isFalse();
        }
    }

    @Test
    void there_are_no_other_series() {
        Map<String, Integer> found = new HashMap<>();
        SERIES.forEach((key, slices) -> SeriesGeometry.of(slices).stacks().stream()
                .filter(stack -> stack.slices().size() > 1)
                .forEach(stack -> found.merge(key, 1, Integer::sum)));
        Map<String, Integer> expected = new HashMap<>();
        rows().forEach(row -> expected.merge(row.get("folder") + " " + row.get("series_uid"), 1, Integer::sum));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void what_varies_between_slices_at_one_position_is_named() {
        Map<String, String> row = rows().filter(
                        candidate -> !candidate.get("split_hint").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(stacks(row).findFirst().map(Stack::phases).orElseThrow()).containsExactly(row.get("split_hint"));
    }

    private static Stream<Stack> stacks(Map<String, String> row) {
        return Optional.ofNullable(SERIES.get(row.get("folder") + " " + row.get("series_uid"))).stream()
                .flatMap(slices -> SeriesGeometry.of(slices).stacks().stream());
    }

    private static String names(Stack stack) {
        return String.join(";", stack.slices().stream().map(Slice::name).toList());
    }

    private static String gaps(Stack stack) {
        return String.join(
                ";",
                stack.gaps().stream()
                        .map(gap -> Math.round(gap.position() * 1e5) / 1e5 + ":" + gap.slices())
                        .toList());
    }

    private static void numbers(Map<String, String> row, String name, List<Double> actual, double tolerance) {
        double[] expected = Arrays.stream(row.get(name).split(";"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(actual.stream().mapToDouble(Double::doubleValue).toArray())
                .as(name)
                .containsExactly(expected, within(tolerance));
    }

    private static void number(Map<String, String> row, String name, double actual) {
        assertThat(actual).as(name).isCloseTo(Double.parseDouble(row.get(name)), within(1e-5));
    }

    private static int integer(Map<String, String> row, String name) {
        return Integer.parseInt(row.get(name));
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }
}
