package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.testing.Phantoms;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;

class ExampleHeadsTest {
    private static final int COUNT = 96;
    private final Embedder features = Phantoms.parts();

    @Test
    void the_nearest_prototype_and_the_nearest_images_tell_classes_grades_and_findings() {
        for (LabelledClasses set :
                List.of(Phantoms.classes(COUNT, 24, 3), Phantoms.grades(COUNT, 24, 3), Phantoms.findings(COUNT, 24))) {
            assertTells(PrototypeHead.fit(features, set), set);
            assertTells(KnnHead.fit(features, set), set);
        }
    }

    @Test
    void a_head_from_its_file_says_the_same() throws IOException {
        for (LabelledClasses set : List.of(Phantoms.classes(COUNT, 24, 3), Phantoms.findings(COUNT, 24))) {
            PrototypeHead prototypes = PrototypeHead.fit(features, set);
            assertThat(PrototypeHead.load(features, written(prototypes.weights()), set.kind())
                            .probabilities(set.frames()))
                    .isDeepEqualTo(prototypes.probabilities(set.frames()));
            KnnHead neighbours = KnnHead.fit(features, set);
            assertThat(KnnHead.load(features, written(neighbours.weights())).probabilities(set.frames()))
                    .isDeepEqualTo(neighbours.probabilities(set.frames()));
        }
    }

    @Test
    void an_image_whose_finding_is_left_open_does_not_vote_on_it() {
        LabelledClasses set = Phantoms.findings(COUNT, 24);
        int[][] open = Arrays.stream(set.targets()).map(int[]::clone).toArray(int[][]::new);
        IntStream.range(12, 24).forEach(i -> open[i][0] = -1);
        LabelledClasses half = new LabelledClasses(set.frames(), set.places(), open, set.patients(), 2, set.kind());
        LabelledClasses first = set.only(IntStream.range(0, 12).toArray());
        double expected = PrototypeHead.fit(features, first).probabilities(set.frames())[40][0];
        assertThat(PrototypeHead.fit(features, half).probabilities(set.frames())[40][0])
                .isCloseTo(expected, within(1e-6));
        double votes = KnnHead.fit(features, first).probabilities(set.frames())[40][0];
        assertThat(KnnHead.fit(features, half).probabilities(set.frames())[40][0])
                .isCloseTo(votes, within(1e-6));
    }

    private static Weights written(Weights weights) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Safetensors.write(weights, file);
        return Safetensors.read(new ByteArrayInputStream(file.toByteArray()));
    }

    private static void assertTells(ClassificationHead head, LabelledClasses set) {
        double[][] p = head.probabilities(set.frames());
        int right = 0;
        for (int i = 24; i < COUNT; i++) {
            double[] row = p[i];
            int place = i;
            if (set.kind().isExclusive()) {
                assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
                right += IntStream.range(0, 3).allMatch(k -> row[k] <= row[place % 3]) ? 1 : 0;
            } else {
                right += (row[0] > 0.5) == ((i & 1) == 1) && (row[1] > 0.5) == ((i & 2) == 2) ? 1 : 0;
            }
        }
        assertThat(right / 72.0).isGreaterThan(0.8);
    }
}
