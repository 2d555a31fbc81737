package org.isocenter.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class DemoReportTest {
    private final String page = DemoReport.page(Fixture.result("demo-48213"));

    @Test
    void the_page_loads_nothing_and_runs_nothing() throws IOException {
        Files.writeString(Path.of("target/demo-report.html"), page);
        assertThat(page).doesNotContain("http:", "https:", "src=", "url(", "@import", "<script", "<link", "<iframe");
        assertThat(attributes(page, "href")).isNotEmpty().allMatch(href -> href.startsWith("data:image/png;base64,"));
    }

    @Test
    void every_picture_is_well_formed() throws Exception {
        Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        int found = 0;
        while (pictures.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(pictures.group())));
            found++;
        }
        assertThat(found).isGreaterThan(25);
    }

    @Test
    void text_from_outside_never_becomes_markup() {
        String hostile = DemoReport.page(Fixture.result("\"><script>alert('x')</script>&amp;"));
        assertThat(hostile)
                .doesNotContain("<script")
                .contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;");
    }

    @Test
    void a_figure_never_stands_without_its_interval_and_its_baseline() {
        assertThat(page).contains(".861", ".800–.920", "from random weights .661 (.580–.740)");
    }

    @Test
    void the_page_opens_with_the_plainest_head_though_another_does_better_on_test_patients() {
        assertThat(page)
                .contains("the linear head from this project&#39;s own encoder reached AUROC .842 (.780–.900)")
                .contains("the mask decoder from this project&#39;s own encoder reached Dice .598 (.530–.660)");
    }

    @Test
    void a_probe_after_an_epoch_stands_at_its_step() {
        assertThat(page).contains("k-nearest-neighbour probe", ">step</text>").doesNotContain(">epoch</text>");
    }

    @Test
    void every_curve_is_drawn_the_terms_of_the_loss_beside_it_and_what_is_not_known_last() {
        assertThat(page)
                .containsSubsequence(
                        ">Loss<",
                        ">Loss: invariance<",
                        ">k-nearest-neighbour probe<",
                        ">Linear probe<",
                        ">another<",
                        "What is alike");
    }

    @Test
    void a_stage_that_looked_at_held_back_patients_says_so() {
        assertThat(page).contains("536 (test patients too, without labels)");
    }

    @Test
    void a_row_that_was_not_run_is_said_to_be_missing_and_how_to_add_it() {
        assertThat(page).contains("not run", "No ImageNet row.", "--weights FILE.safetensors");
    }

    @Test
    void a_run_is_done_unless_a_file_was_broken_and_no_file_is_named_outside_of_the_run() {
        DemoResult whole = Fixture.result("demo-48213");
        DemoResult partial = Fixture.result("demo-48213", List.of("jane-doe.dcm: ISO-108 damaged"), true);
        assertThat(whole.done()).isTrue();
        assertThat(partial.done()).isFalse();
        assertThat(DemoReport.page(partial)).doesNotContain("jane-doe");
        assertThat(new ObjectMapper().valueToTree(partial).toString()).doesNotContain("jane-doe", "broken", "done");
    }

    @Test
    void a_trail_that_was_not_verified_is_nowhere_said_to_be() {
        DemoResult unverified = Fixture.result("demo-48213", List.of(), false);
        assertThat(page).contains("a trail that was verified offline");
        assertThat(unverified.done()).isFalse();
        assertThat(DemoReport.page(unverified))
                .doesNotContain("was verified offline")
                .contains("a trail that could NOT be verified offline");
    }

    @Test
    void the_page_names_what_repeats_it() {
        assertThat(page).contains("--seed 48213", "9f2b7c0e5d1a4c3b8e6f7a9b0c1d2e3f", "0.1.0-SNAPSHOT", "lesion class");
    }

    @Test
    void a_kind_of_trouble_that_nothing_flagged_has_no_precision() {
        PlantedKind none = new PlantedKind("black and white exchanged", "WRONG_POLARITY", 8, 0, 0, 0);
        assertThat(none.precision()).isNull();
        assertThat(none.recall()).isZero();
    }

    @Test
    void the_document_has_the_names_of_the_contract_and_no_picture() {
        JsonNode json = new ObjectMapper().valueToTree(Fixture.result("demo-48213"));
        assertThat(json.at("/project").asText()).isEqualTo("demo-48213");
        assertThat(json.at("/seed").asLong()).isEqualTo(48_213);
        assertThat(names(json.get("ingest"))).containsExactly("received", "stored", "duplicates", "quarantined");
        assertThat(names(json.get("curation"))).containsExactly("flagged", "byIssue");
        assertThat(names(json.at("/pretraining/0")))
                .contains(
                        "stage",
                        "method",
                        "encoder",
                        "parent",
                        "images",
                        "imagesSeen",
                        "epochs",
                        "steps",
                        "firstLoss",
                        "lastLoss",
                        "relativeChange",
                        "imagesPerSecond");
        assertThat(names(json.at("/heads/0"))).contains("task", "kind", "init", "trainLabels", "metrics");
        assertThat(names(json.at("/heads/0/metrics/auroc"))).containsExactly("value", "low", "high");
        assertThat(names(json.get("audit"))).containsExactly("events", "verified", "root");
        assertThat(json.at("/report").asText()).isEqualTo("report.html");
        assertThat(json.at("/seconds").asDouble()).isEqualTo(421.7);
        assertThat(json.has("gallery")).isFalse();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> attributes(String page, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(page);
        List<String> values = new ArrayList<>();
        while (found.find()) {
            values.add(found.group(1));
        }
        return values;
    }
}
