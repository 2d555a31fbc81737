package org.isocenter.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class DatasetJsonTest {
    private final Dataset dataset = new Dataset();

    @Test
    void numbers_in_text_are_numbers_and_what_is_none_has_an_error() {
        assertThat(model(Vr.IS, "12\\-3 ").at("/Value").toString()).isEqualTo("[12,-3]");
        assertThat(model(Vr.IS, "5.0").at("/Value/0").asInt()).isEqualTo(5);
        assertThat(model(Vr.DS, "1.5e2").at("/Value/0").asDouble()).isEqualTo(150);
        for (String none : new String[] {"1A", "1.5", "1E999999999"}) {
            assertThat(model(Vr.IS, none).has("_error")).as(none).isTrue();
        }
        assertThat(model(Vr.DS, "NaN").has("_error")).isTrue();
        assertThat(model(Vr.DS, "1d").at("/_raw").asText()).isEqualTo("MWQ=");
    }

    @Test
    void a_name_has_its_groups_and_an_empty_value_only_its_representation() {
        dataset.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        assertThat(model(Vr.PN, "Hong^Gildong=洪^吉洞=홍^길동").at("/Value/0").toString())
                .isEqualTo("{\"Alphabetic\":\"Hong^Gildong\",\"Ideographic\":\"洪^吉洞\",\"Phonetic\":\"홍^길동\"}");
        assertThat(model(Vr.LO, "").toString()).isEqualTo("{\"vr\":\"LO\"}");
    }

    @Test
    void a_long_value_is_told_by_length_and_digest() {
        JsonNode node = model(Vr.UT, "x".repeat(1026));
        assertThat(node.get("_length").asInt()).isEqualTo(1026);
        assertThat(node.get("_sha256").asText()).hasSize(64);
        assertThat(node.has("Value")).isFalse();
    }

    private JsonNode model(Vr vr, String text) {
        dataset.setBytes(0x00104000, vr, text.getBytes(StandardCharsets.UTF_8));
        return DatasetJson.of(dataset, false).get("00104000");
    }
}
