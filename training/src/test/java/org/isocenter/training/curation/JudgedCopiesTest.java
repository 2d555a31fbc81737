package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pairs of brain slices that were flagged as near duplicates and then looked at by eye, unread by any radiologist: 60 drawn from all flags and 60 from
 * those of a likeness of 0.94 to 0.97. A pair in doubt counts as neighbouring slices. Who changes the rule sees here what it does to real copies and to
 * the neighbours that still pass for some; prints its figures.
 */
@Tag("proof-ssl")
class JudgedCopiesTest {
    private static final int KEPT_SIDE = 256;

    private record Judged(String sample, boolean copy, double likeness) {
        boolean flagged() {
            return likeness > NearDuplicates.COPY_CUT;
        }
    }

    @Test
    void pairs_that_are_copies_to_the_eye_are_called_copies() throws IOException {
        List<Judged> all =
                lines().parallelStream().map(JudgedCopiesTest::judged).toList();
        for (String sample : List.of("flags", "doubtful")) {
            System.out.printf(
                    "%s: %d of %d copies and %d of %d neighbours called near duplicates%n",
                    sample,
                    count(all, sample, true, true),
                    count(all, sample, true, false),
                    count(all, sample, false, true),
                    count(all, sample, false, false));
        }
        assertThat(all.stream().filter(Judged::copy))
                .hasSize(96)
                .filteredOn(Judged::flagged)
                .hasSizeGreaterThanOrEqualTo(94);
    }

    private static long count(List<Judged> all, String sample, boolean copy, boolean flaggedOnly) {
        return all.stream()
                .filter(pair -> pair.sample.equals(sample) && pair.copy == copy)
                .filter(pair -> !flaggedOnly || pair.flagged())
                .count();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(JudgedCopiesTest.class.getResourceAsStream("copies-judged.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }

    private static Judged judged(String line) {
        String[] cells = line.split(",", -1);
        double likeness =
                Alignment.match(thumbnail(cells[1]), thumbnail(cells[2])).likeness();
        return new Judged(cells[0], cells[3].equals("copy"), likeness);
    }

    /** As the worker keeps images: the short side cut down to 256 pixels. */
    private static Alignment.Thumbnail thumbnail(String name) {
        Plane image = Plane.of(SampleImages.colour(SharedData.data("classification/" + name)));
        double scale = Math.min(1, (double) KEPT_SIDE / Math.min(image.rows(), image.columns()));
        return Alignment.Thumbnail.of(
                Resize.to(image, (int) Math.round(scale * image.rows()), (int) Math.round(scale * image.columns())));
    }
}
