package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isocenter.platform.curation.CurationIssue.BLANK;
import static org.isocenter.platform.curation.CurationIssue.EXACT_DUPLICATE;
import static org.isocenter.platform.curation.CurationIssue.NOISE;
import static org.isocenter.platform.curation.CurationIssue.WRONG_POLARITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.Plane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Problems that plain figures find, on real slices with planted trouble; thumbnails stand in for an encoder. */
class CurationSignalsTest {
    private static PlantedSet planted;
    private static List<Finding> findings;

    @BeforeAll
    static void look() {
        planted = PlantedSet.of(0);
        List<Frame> frames = new ArrayList<>(planted.frames());
        frames.add(frames.get(7));
        frames.add(SampleImages.frame(40, 40, new Pixels.Grey16(new short[1600])));
        findings = new Curator(CurationSignalsTest::thumbnails, 1).look(unlabelled(frames));
    }

    @Test
    void noise_is_found_and_nothing_else_is_called_noise() {
        CurationScore score = CurationScore.of(findings, NOISE, padded("noise"));
        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void noise_is_found_in_images_as_small_as_the_worker_keeps_them() {
        ImageTraits[] traits = planted.shrunk(256).frames().parallelStream()
                .map(ImageTraits::of)
                .toArray(ImageTraits[]::new);
        List<Finding> noisy =
                Curator.noise(traits, IntStream.range(0, traits.length).toArray());
        CurationScore score = CurationScore.of(noisy, NOISE, planted.planted("noise"));
        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void inverted_images_are_found() {
        CurationScore score = CurationScore.of(findings, WRONG_POLARITY, padded("invert"));
        assertThat(score.recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void turned_mirrored_and_cut_copies_align_and_other_heads_do_not() {
        Alignment.Thumbnail[] thumbnails = planted.frames().parallelStream()
                .map(frame -> Alignment.Thumbnail.of(Plane.of(frame)))
                .toArray(Alignment.Thumbnail[]::new);
        long copies = planted.duplicates().stream()
                .filter(pair -> Alignment.match(thumbnails[pair[0]], thumbnails[pair[1]])
                                .likeness()
                        > NearDuplicates.COPY_CUT)
                .count();
        long strangers = IntStream.range(0, 125)
                .parallel()
                .filter(i -> Alignment.match(thumbnails[i], thumbnails[i + 140]).likeness() > NearDuplicates.COPY_CUT)
                .count();
        System.out.printf("aligned: %d of 15 copies, %d of 125 other pairs%n", copies, strangers);
        assertThat(copies).isGreaterThanOrEqualTo(14);
        assertThat(strangers).isZero();
    }

    @Test
    void the_same_pixels_and_an_empty_image_are_found() {
        assertThat(findings)
                .anySatisfy(f -> {
                    assertThat(f.issue()).isEqualTo(EXACT_DUPLICATE);
                    assertThat(f.place()).isEqualTo(330);
                    assertThat(f.evidence()).containsEntry("other", 7);
                })
                .anySatisfy(f -> {
                    assertThat(f.issue()).isEqualTo(BLANK);
                    assertThat(f.place()).isEqualTo(331);
                });
    }

    @Test
    void neighbours_in_a_volume_are_no_copies_of_each_other() {
        double[][] alike = {{1, 0}, {0.99, 0}, {0, 1}, {0.9, 0}};
        assertThat(NearDuplicates.candidates(alike, alike, List.of("a", "a", "b", "c"), 0, 1))
                .containsOnly(3L);
        assertThat(NearDuplicates.candidates(alike, alike, List.of("a", "d", "b", "c"), 0, 1))
                .containsOnly(1L);
    }

    @Test
    void every_finding_has_a_reason_and_a_score_of_at_least_one_half() {
        assertThat(findings).isNotEmpty().allSatisfy(f -> {
            assertThat(f.score()).isBetween(0.5, 1.0);
            assertThat(f.reason()).endsWith(".");
            assertThat(f.evidence()).isNotEmpty();
        });
    }

    private static boolean[] padded(String problem) {
        return Arrays.copyOf(planted.planted(problem), 332);
    }

    static CurationSet unlabelled(List<Frame> frames) {
        List<String> own =
                IntStream.range(0, frames.size()).mapToObj(Integer::toString).toList();
        int[] none = new int[frames.size()];
        Arrays.fill(none, -1);
        return new CurationSet(new FramesInMemory(own, frames), own, own, none, List.of());
    }

    private static double[][] thumbnails(FrameSource frames) {
        EvaluationView view = new EvaluationView(16, Normalisation.GREY);
        return IntStream.range(0, frames.size())
                .parallel()
                .mapToObj(i -> {
                    float[] out = new float[view.length()];
                    view.write(frames.frame(i), out, 0);
                    return IntStream.range(0, out.length)
                            .mapToDouble(j -> out[j])
                            .toArray();
                })
                .toArray(double[][]::new);
    }
}
