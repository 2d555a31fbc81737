package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.loss.CrossEntropyLoss;
import org.junit.jupiter.api.Test;

class ClassificationLossTest {
    private static final float[] LOGITS = {0.3f, -1.2f, 2.1f, 0.4f, -0.7f, 0.9f, 1.5f, -0.2f, 0.1f, 0.6f, -1.9f, 1.1f};

    @Test
    void images_that_weigh_as_their_class_make_the_loss_of_weighted_classes() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray logits = manager.create(LOGITS, new Shape(4, 3));
            long[] targets = {0, 2, 2, 1};
            double[] weights = {0.5, 2, 2, 1.25};
            NDArray weighted =
                    new ClassificationLoss(LabelKind.CLASSIFICATION, 3).of(logits, targets, weights, manager);
            NDArray expected = new CrossEntropyLoss(List.of(0.5, 1.25, 2.0), 0).of(logits, manager.create(targets));
            assertThat(weighted.getFloat()).isCloseTo(expected.getFloat(), within(1e-6f));
        }
    }

    @Test
    void a_heavier_image_counts_more_for_findings_and_grades_too() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray logits = manager.create(LOGITS, new Shape(4, 3));
            double[] weights = {1, 3, 1, 1};
            long[] findings = {0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0};
            ClassificationLoss ofFindings = new ClassificationLoss(LabelKind.MULTI_LABEL, 3);
            long[] second = {-1, -1, -1, 0, 1, 0, -1, -1, -1, -1, -1, -1};
            long[] others = {0, 1, 1, -1, -1, -1, 0, 0, 1, 1, 1, 0};
            float expected = (ofFindings.of(logits, second, manager).getFloat()
                            + ofFindings.of(logits, others, manager).getFloat())
                    / 2;
            assertThat(ofFindings.of(logits, findings, weights, manager).getFloat())
                    .isCloseTo(expected, within(1e-6f));
            ClassificationLoss ofGrades = new ClassificationLoss(LabelKind.ORDINAL, 4);
            float graded =
                    (ofGrades.of(logits, new long[] {-1, 2, -1, -1}, manager).getFloat()
                                    + ofGrades.of(logits, new long[] {3, -1, 0, 1}, manager)
                                            .getFloat())
                            / 2;
            assertThat(ofGrades.of(logits, new long[] {3, 2, 0, 1}, weights, manager)
                            .getFloat())
                    .isCloseTo(graded, within(1e-6f));
        }
    }
}
