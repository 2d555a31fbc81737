package org.isocenter.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.isocenter.training.kernel.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenLossTest {
    private static final double LOOSE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"micle", "micle_singletons", "micle_two_rows_each"})
    void multi_instance_equals_the_golden_values(String name) {
        GoldenLoss golden = new GoldenLoss(name);
        MultiInstanceLoss loss = new MultiInstanceLoss(golden.parameter("tau"), false);
        golden.mustEqual(in -> loss.of(in.get("z"), in.get("group")), List.of("z"));
    }

    @Test
    void with_the_drawn_partner_alone_other_rows_of_a_patient_are_neither_positive_nor_negative() {
        GoldenLoss golden = new GoldenLoss("micle_pairs_masked");
        MultiInstanceLoss loss = new MultiInstanceLoss(golden.parameter("tau"), true);
        golden.mustEqual(
                in -> {
                    NDArray patients = NDArrays.concat(new NDList(in.get("group"), in.get("group")));
                    return loss.of(concat(in, "z0", "z1"), patients);
                },
                List.of("z0", "z1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mocov3_tau0.2", "mocov3_tau1.0"})
    void info_nce_equals_the_golden_values(String name) {
        GoldenLoss golden = new GoldenLoss(name);
        InfoNceLoss loss = new InfoNceLoss(golden.parameter("tau"));
        golden.mustEqual(
                in -> loss.of(in.get("q1"), in.get("k2")).add(loss.of(in.get("q2"), in.get("k1"))),
                List.of("q1", "q2"));
    }

    @Test
    void negative_cosine_equals_the_golden_values_as_byol_and_simsiam_take_it() {
        List<String> predictions = List.of("p1", "p2");
        new GoldenLoss("byol").mustEqual(in -> bothSides(in).mul(2).add(4), predictions);
        new GoldenLoss("simsiam").mustEqual(in -> bothSides(in).div(2), predictions);
    }

    private static NDArray bothSides(Map<String, NDArray> in) {
        NegativeCosineLoss loss = new NegativeCosineLoss();
        return loss.of(in.get("p1"), in.get("z2")).add(loss.of(in.get("p2"), in.get("z1")));
    }

    @Test
    void swav_from_scores_equals_the_golden_values() {
        GoldenLoss golden = new GoldenLoss("swav_scores");
        golden.mustEqual(
                in -> swav(golden, in, List.of(codes(golden, in.get("s0"), 16), codes(golden, in.get("s1"), 16))),
                List.of("s0", "s1", "s2", "s3"),
                LOOSE);
    }

    @Test
    void scores_in_a_queue_join_the_codes_alone() {
        GoldenLoss golden = new GoldenLoss("swav_queue");
        golden.mustEqual(
                in -> {
                    NDArray first = NDArrays.concat(new NDList(in.get("queue0"), in.get("s0")));
                    NDArray second = NDArrays.concat(new NDList(in.get("queue1"), in.get("s1")));
                    return swav(golden, in, List.of(codes(golden, first, 16), codes(golden, second, 16)));
                },
                List.of("s0", "s1", "s2", "s3"),
                LOOSE);
    }

    @Test
    void swav_from_embeddings_reaches_the_prototypes_too() {
        GoldenLoss golden = new GoldenLoss("swav_embeddings");
        golden.mustEqual(
                in -> {
                    NDArray scores = Kernel.of("prototypes", in.get("z0").getDevice())
                            .run(Kernel.Arguments.of(concat(in, "z0", "z1", "z2", "z3"))
                                    .and(in.get("prototypes")))
                            .get(0);
                    NDArray first = codes(golden, scores.get(":16"), 16);
                    NDArray second = codes(golden, scores.get("16:32"), 16);
                    return new SwavLoss(golden.parameter("tau"))
                            .of(scores, NDArrays.concat(new NDList(first, second)))
                            .value();
                },
                List.of("z0", "z1", "z2", "z3", "prototypes"),
                LOOSE);
    }

    @Test
    void codes_equal_the_golden_ones() {
        GoldenLoss golden = new GoldenLoss("swav_scores");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] codes = codes(golden, golden.inputs(manager).get("s0"), 16).toFloatArray();
            double[] expected = golden.output("q0");
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) codes[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    private static NDArray swav(GoldenLoss golden, Map<String, NDArray> in, List<NDArray> codes) {
        NDArray scores = concat(in, "s0", "s1", "s2", "s3");
        return new SwavLoss(golden.parameter("tau"))
                .of(scores, NDArrays.concat(new NDList(codes)))
                .value();
    }

    private static NDArray codes(GoldenLoss golden, NDArray scores, int last) {
        Sinkhorn sinkhorn = new Sinkhorn(golden.parameter("eps"), (int) golden.parameter("iterations"));
        return sinkhorn.codes(scores).get(-last + ":");
    }

    @Test
    void barlow_twins_equals_the_golden_values() {
        BarlowTwinsLoss loss = BarlowTwinsLoss.usual();
        new GoldenLoss("barlow")
                .mustEqual(in -> loss.of(in.get("za"), in.get("zb")).value(), List.of("za", "zb"));
    }

    @Test
    void vicreg_equals_the_golden_values() {
        VicRegLoss loss = VicRegLoss.usual();
        new GoldenLoss("vicreg")
                .mustEqual(in -> loss.of(in.get("za"), in.get("zb")).value(), List.of("za", "zb"));
    }

    @Test
    void masked_reconstruction_plain_and_normalised_equals_the_golden_values() {
        new GoldenLoss("mae_plain").mustEqual(in -> reconstruction(in, false), List.of("pred"));
        new GoldenLoss("mae_norm_pix").mustEqual(in -> reconstruction(in, true), List.of("pred"));
    }

    private static NDArray reconstruction(Map<String, NDArray> in, boolean normalised) {
        return new MaskedReconstructionLoss(normalised).of(in.get("pred"), in.get("target"), in.get("mask"));
    }

    @Test
    void dino_and_the_centre_that_follows_equal_the_golden_values() {
        GoldenLoss golden = new GoldenLoss("dino");
        DinoLoss loss = new DinoLoss(golden.parameter("student_temp"));
        golden.mustEqual(
                in -> loss.of(
                                concat(in, "t0", "t1"),
                                concat(in, "s0", "s1", "s2", "s3", "s4"),
                                in.get("centre"),
                                golden.parameter("teacher_temp"))
                        .value(),
                List.of("s0", "s1", "s2", "s3", "s4"),
                LOOSE);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> in = golden.inputs(manager);
            centreMustFollow(golden, in, concat(in, "t0", "t1"));
        }
    }

    @Test
    void ibot_and_the_centre_that_follows_equal_the_golden_values() {
        GoldenLoss golden = new GoldenLoss("ibot");
        IbotLoss loss = new IbotLoss(golden.parameter("student_temp"));
        golden.mustEqual(
                in -> loss.of(
                        in.get("teacher"),
                        in.get("student"),
                        in.get("centre"),
                        weights(in.get("mask")),
                        16,
                        golden.parameter("teacher_temp")),
                List.of("student"),
                LOOSE);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> in = golden.inputs(manager);
            centreMustFollow(golden, in, in.get("teacher"));
        }
    }

    private static void centreMustFollow(GoldenLoss golden, Map<String, NDArray> in, NDArray outputs) {
        Centre centre = new Centre(outputs.getManager(), 64, golden.parameter("centre_momentum"));
        centre.array().set(in.get("centre").toFloatArray());
        centre.update(outputs);
        float[] moved = centre.array().toFloatArray();
        double[] expected = golden.output("new_centre");
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) moved[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    /** 1 over the number of hidden patches of each hidden patch's image. */
    private static NDArray weights(NDArray mask) {
        long[] hidden = mask.reshape(16, 16).sum(new int[] {1}).toLongArray();
        double[] weights = Arrays.stream(hidden)
                .flatMap(count -> Arrays.stream(new long[(int) count]).map(place -> count))
                .mapToDouble(count -> 1.0 / count)
                .toArray();
        return mask.getManager().create(weights).toType(DataType.FLOAT32, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bce_multilabel", "bce_multilabel_masked"})
    void findings_equal_the_golden_values_and_what_is_not_known_counts_nowhere(String name) {
        new GoldenLoss(name).mustEqual(in -> answered(BinaryCrossEntropyLoss.plain(), in), List.of("logits"));
    }

    @Test
    void findings_with_a_focus_equal_the_golden_values() {
        GoldenLoss plain = new GoldenLoss("focal_multilabel");
        plain.mustEqual(
                in -> answered(new BinaryCrossEntropyLoss(plain.parameter("gamma"), 1, 1), in), List.of("logits"));
        GoldenLoss weighed = new GoldenLoss("focal_multilabel_alpha0.25");
        double alpha = weighed.parameter("alpha");
        weighed.mustEqual(
                in -> answered(new BinaryCrossEntropyLoss(weighed.parameter("gamma"), alpha, 1 - alpha), in),
                List.of("logits"));
    }

    private static NDArray answered(BinaryCrossEntropyLoss loss, Map<String, NDArray> in) {
        return loss.of(in.get("logits"), in.get("labels").stopGradient().toType(DataType.INT64, false));
    }

    @Test
    void grades_equal_the_golden_values() {
        new GoldenLoss("corn")
                .mustEqual(in -> new CornLoss().of(in.get("logits"), in.get("labels")), List.of("logits"));
    }

    @Test
    void koleo_equals_the_golden_values() {
        new GoldenLoss("koleo").mustEqual(in -> new KoLeoLoss().of(in.get("x")), List.of("x"));
    }

    @Test
    void the_terms_of_a_sum_equal_the_golden_values_with_their_weights() {
        GoldenLoss vicreg = new GoldenLoss("vicreg");
        GoldenLoss barlow = new GoldenLoss("barlow");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> in = vicreg.inputs(manager);
            Map<String, NDArray> terms =
                    VicRegLoss.usual().of(in.get("za"), in.get("zb")).terms();
            mustEqual(terms.get("invariance"), 25 * vicreg.scalar("inv"));
            mustEqual(terms.get("variance"), 25 * vicreg.scalar("std_halved_sum"));
            mustEqual(terms.get("covariance"), vicreg.scalar("cov_sum"));
            in = barlow.inputs(manager);
            terms = BarlowTwinsLoss.usual().of(in.get("za"), in.get("zb")).terms();
            mustEqual(terms.get("invariance"), barlow.scalar("on_diag"));
            mustEqual(terms.get("redundancy"), 0.0051 * barlow.scalar("off_diag"));
        }
    }

    private static void mustEqual(NDArray term, double expected) {
        assertThat((double) term.getFloat()).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void two_views_alone_are_global_ones() {
        GoldenLoss golden = new GoldenLoss("dino");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> in = golden.inputs(manager);
            NDArray teacher = concat(in, "t0", "t1");
            DinoLoss loss = DinoLoss.usual();
            Loss two = loss.of(teacher, concat(in, "s0", "s1"), in.get("centre"), 0.04);
            Loss five = loss.of(teacher, concat(in, "s0", "s1", "s2", "s3", "s4"), in.get("centre"), 0.04);
            assertThat(two.terms().get("localViews").getFloat()).isZero();
            assertThat(five.terms().get("globalViews").getFloat())
                    .as("two of eight pairs are of global views")
                    .isCloseTo(two.value().getFloat() / 4, within(1e-5f));
        }
    }

    @Test
    void the_order_of_images_does_not_matter_to_variance_and_covariance() {
        GoldenLoss golden = new GoldenLoss("barlow");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> in = golden.inputs(manager);
            NDArray first = in.get("za").flip(0);
            NDArray second = in.get("zb").flip(0);
            float straight =
                    VicRegLoss.usual().of(in.get("za"), in.get("zb")).value().getFloat();
            assertThat(VicRegLoss.usual().of(first, second).value().getFloat()).isCloseTo(straight, within(1e-4f));
        }
    }

    @Test
    void equal_views_are_the_best_that_a_cosine_can_be() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray views = manager.randomNormal(new Shape(8, 5));
            assertThat(new NegativeCosineLoss().of(views, views.mul(3)).getFloat())
                    .isCloseTo(-1, within(1e-6f));
        }
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new BinaryCrossEntropyLoss(0.5, 1, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new InfoNceLoss(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new MultiInstanceLoss(-1, false)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new SwavLoss(Double.NaN)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Sinkhorn(0.05, 0)).hasMessageContaining("one iteration");
    }

    private static NDArray concat(Map<String, NDArray> in, String... names) {
        return NDArrays.concat(new NDList(Arrays.stream(names).map(in::get).toList()));
    }
}
