package org.isocenter.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.isocenter.training.encoder.Architecture;
import org.junit.jupiter.api.Test;

class PublishedWeightsTest {
    @Test
    void every_architecture_has_a_file_whose_name_begins_its_sum() {
        assertThat(PublishedWeights.all())
                .extracting(PublishedWeights::architecture)
                .containsAll(Architecture.names())
                .isSubsetOf(Architecture.names());
        assertThat(PublishedWeights.all()).allSatisfy(each -> {
            assertThat(each.sha256Prefix()).matches("[0-9a-f]{8}");
            assertThat(each.file()).endsWith("-" + each.sha256Prefix() + ".pth");
            assertThat(each.url().toString()).startsWith("https://").endsWith("/" + each.file());
        });
    }

    @Test
    void weights_are_named_by_architecture_or_by_file() {
        assertThat(PublishedWeights.named("resnet50").file()).isEqualTo("resnet50-0676ba61.pth");
        assertThat(PublishedWeights.named("resnet50-11ad3fa6.pth").architecture())
                .isEqualTo("resnet50");
        assertThatThrownBy(() -> PublishedWeights.named("vgg")).hasMessageContaining("resnet18-f37072fd.pth");
    }
}
