package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
    private static final Map<String, Object> AUROC = Map.of("auroc", metric(0.9, 0.85, 0.94));

    @Test
    void an_evaluation_reads_as_a_report() {
        String text = EvaluationText.of(Map.of(
                "head",
                Map.of("id", "1", "name", "chain, linear"),
                "metrics",
                AUROC,
                "testPatients",
                40,
                "testFrames",
                80,
                "baselines",
                Map.of("random", Map.of("metrics", Map.of("auroc", metric(0.6, 0.5, 0.7)))),
                "evidence",
                Map.of(
                        "withoutNearDuplicates",
                                Map.of(
                                        "nearDuplicates", 7,
                                        "testPatients", 35,
                                        "testFrames", 73,
                                        "metrics", Map.of("auroc", metric(0.88, 0.8, 0.93))),
                        "subgroups",
                                List.of(Map.of(
                                        "by",
                                        "sex",
                                        "value",
                                        "removed by profile",
                                        "patients",
                                        12,
                                        "frames",
                                        24,
                                        "metrics",
                                        AUROC,
                                        "warning",
                                        "12 patients are too few")),
                        "notes", List.of("no spacing"))));
        assertThat(text.lines())
                .anyMatch(line -> line.startsWith("chain, linear on 40 patients, 80 images"))
                .anyMatch(line -> line.matches("auroc +0.900 \\(0.850 to 0.940\\) +0.600 \\(0.500 to 0.700\\)"))
                .anyMatch(line -> line.startsWith("7 test images nearly equal a training image"))
                .anyMatch(line -> line.matches("auroc +0.900 \\(0.850 to 0.940\\) +0.880 \\(0.800 to 0.930\\)"))
                .anyMatch(line -> line.matches("sex +removed by profile +12 +24 +0.900 .* +few"))
                .contains("sex removed by profile: 12 patients are too few", "Note: no spacing");
    }

    @Test
    void a_comparison_says_whether_a_difference_is_shown() {
        String text = EvaluationText.of(Map.of(
                "head", Map.of("name", "A"),
                "metrics", AUROC,
                "against", Map.of("name", "B", "metrics", AUROC),
                "comparison",
                        Map.of(
                                "differences",
                                        Map.of(
                                                "auroc",
                                                metric(0.04, 0.01, 0.07),
                                                "accuracy",
                                                metric(0.01, -0.02, 0.04)),
                                "deLong", Map.of("benign", 0.0004),
                                "mcNemar",
                                        Map.of("firstOnly", 9, "secondOnly", 4, "p", 0.267, "how", "McNemar, exact"))));
        assertThat(text.lines())
                .contains("A minus B")
                .anyMatch(line -> line.matches("auroc +0.040 \\(0.010 to 0.070\\) +the interval leaves 0 out"))
                .anyMatch(line -> line.matches("accuracy +0.010 \\(-0.020 to 0.040\\) +no difference shown"))
                .contains(
                        "DeLong, AUROC of benign: p = below 0.001",
                        "McNemar, exact: 9 images decided right by the first alone, 4 by the second alone, p = 0.267");
    }

    private static Map<String, Double> metric(double value, double low, double high) {
        return Map.of("value", value, "low", low, "high", high);
    }
}
