package org.isocenter.training.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiceCrossEntropyLossTest {
    @ParameterizedTest
    @ValueSource(strings = {"dice_ce_bg", "dice_ce_nobg", "dice_ce_nobg_batch", "dice_bce_binary"})
    void value_and_gradient_equal_those_of_monai(String name) {
        GoldenLoss golden = new GoldenLoss(name);
        DiceCrossEntropyLoss loss = new DiceCrossEntropyLoss(golden.flag("include_background"), golden.flag("batch"));
        golden.mustEqual(in -> loss.of(in.get("logits"), in.get("label")), List.of("logits"));
    }

    @Test
    void a_perfect_answer_costs_almost_nothing_also_where_a_class_is_missing() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray target = manager.zeros(new Shape(2, 1, 4, 4), DataType.INT64);
            NDArray sure = manager.full(new Shape(2, 1, 4, 4), -50f);
            assertThat(new DiceCrossEntropyLoss(false, false).of(sure, target).getFloat())
                    .isBetween(0f, 1e-4f);
            NDArray wrong = manager.full(new Shape(2, 1, 4, 4), 50f);
            assertThat(new DiceCrossEntropyLoss(false, false).of(wrong, target).getFloat())
                    .isGreaterThan(50f);
        }
    }
}
