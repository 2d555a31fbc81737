package org.isocenter.platform.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.ReliabilityBin;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.model.Subgroup;
import org.isocenter.platform.page.LineChart.Curve;
import org.isocenter.platform.page.LineChart.Point;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(0, 1));
    private static final UUID JOB = new UUID(0, 2);
    private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");
    private static final MetricValue AUROC = new MetricValue(0.912, 0.85, 0.96);

    @Test
    void a_card_gathers_data_labels_and_chain() {
        ModelCard card = card(HeadState.DRAFT);
        ModelCard.Data data = card.data().orElseThrow();
        assertThat(data.sides())
                .containsExactly(new ModelCard.Side(Partition.TRAIN, 3, 6), new ModelCard.Side(Partition.TEST, 1, 2));
        assertThat(data.scanners())
                .containsExactly(
                        new ModelCard.Group("ACME One", 2, 0),
                        new ModelCard.Group("ACME Two", 1, 0),
                        new ModelCard.Group("not stated", 0, 1));
        assertThat(data.ages()).contains(new ModelCard.Ages(31, 61));
        assertThat(card.labels().orElseThrow().budget()).isEqualTo("5 of each class, drawn by patient");
        assertThat(card.chain()).extracting(ModelCard.Link::stage).containsExactly(Stage.IMAGENET, Stage.IN_DOMAIN);
        assertThat(card.pictures()).extracting(ModelCard.Picture::name).containsExactly("explanation-linear-chain");
    }

    @Test
    void without_an_approver_the_facts_say_what_is_known() {
        ModelCard.Use use = card(HeadState.DRAFT).use();
        assertThat(use.byApprover()).isFalse();
        assertThat(use.intended())
                .isEqualTo(
                        "Tells lesion, none in single MR images like those of the cohort all. Nobody has stated a use.");
        assertThat(use.limits())
                .contains(
                        "Draft: nobody but its trainer stands behind it.",
                        "Modalities it has learnt from: MR; scanners: ACME One, ACME Two. Nothing is known of others.",
                        "Learnt from 10 labels, measured on 2 images (patients: 1): too few for a figure to be taken without its interval.")
                .anyMatch(limit -> limit.contains("looked at images of held-back patients"));
    }

    @Test
    void an_approver_s_words_come_first() {
        ModelCard.Use use = card(HeadState.APPROVED).use();
        assertThat(use.intended()).isEqualTo("Sorting a worklist.");
        assertThat(use.byApprover()).isTrue();
        assertThat(use.limits()).startsWith("No child | no <implant>.").noneMatch(limit -> limit.contains("Draft"));
    }

    @Test
    void markdown_says_everything_and_lets_nothing_become_markup() {
        String text = MarkdownCard.of(card(HeadState.APPROVED));
        assertThat(text)
                .startsWith("# first \\<b\\>head\\</b\\>\n")
                .contains(
                        "| AUROC | .912 | .850–.960 | .700 (.600–.800) |",
                        "No child \\| no \\<implant\\>.",
                        "| sex: F | 1 | 2 | .912 (.850–.960) | only 1 patient |",
                        "**Cohort hash:** " + "ab".repeat(32),
                        "**Approved by:** rob, 2026-02-03T04:05:06Z: fit",
                        "| in domain, transductive |",
                        "**Temperature:** 1.50",
                        "**Draw, classes:** lesion 5, none 5",
                        "**Who labelled:** imported from files by stella (5), unknown (3)",
                        "| IMAGENET | ImageNet |",
                        "jobs pictures " + JOB)
                .contains(
                        "## What it is for",
                        "## What it reached",
                        "## For whom it holds",
                        "## Whether it can be taken at its word",
                        "## Where it looks",
                        "## Data",
                        "## Labels",
                        "## Chain",
                        "## Who stands behind it")
                .doesNotContain("Draw, frames");
        assertThat(text.lines().filter(line -> line.startsWith("| ")).map(ModelCardTest::isWhole))
                .doesNotContain(false);
    }

    /** A row of a table begins and ends with a bar, and no line of it is broken. */
    private static boolean isWhole(String line) {
        return line.endsWith(" |");
    }

    @Test
    void the_page_has_its_pictures_in_it_and_loads_nothing() {
        byte[] png = "a picture".getBytes(UTF_8);
        List<Curve> curves = List.of(new Curve("Loss of the head", List.of(new Point(1, 0.7), new Point(2, 0.5))));
        String page = HtmlCard.of(card(HeadState.APPROVED), curves, picture -> Optional.of(png));
        assertThat(page)
                .contains("first &lt;b&gt;head&lt;/b&gt;", "data:image/png;base64,YSBwaWN0dXJl", "Loss of the head")
                .contains(
                        "as the head says it (grey) and with the temperature (blue)", "No child | no &lt;implant&gt;.")
                .doesNotContain("http://", "https://", "<script");
        assertThat(HtmlCard.of(card(HeadState.APPROVED), List.of(), picture -> Optional.empty()))
                .doesNotContain("data:image/png");
    }

    @Test
    void names_of_figures_are_said_in_words() {
        assertThat(Stream.of("balancedAccuracy", "auroc", "MULTI_LABEL", "sensitivityAt90Specificity", "hausdorff95")
                        .map(Wording::words))
                .containsExactly(
                        "balanced accuracy", "AUROC", "multi label", "sensitivity at 90 specificity", "hausdorff 95");
    }

    @Test
    void ages_are_read_in_their_units() {
        assertThat(Population.years("045Y")).contains(45);
        assertThat(Population.years("030M")).contains(2);
        assertThat(Population.years("090+")).isEmpty();
    }

    private static ModelCard card(HeadState state) {
        LabelScheme scheme = new LabelScheme(
                new UUID(0, 3), PROJECT, "findings", LabelKind.CLASSIFICATION, List.of("lesion", "none"));
        LabelSet set =
                new LabelSet(new UUID(0, 4), PROJECT, "first read", 1, scheme, true, 8, Optional.of("cd".repeat(32)));
        List<LabelSource> sources =
                List.of(new LabelSource(Optional.of("stella"), 5), new LabelSource(Optional.empty(), 3));
        Job job = new Job(
                JOB,
                PROJECT,
                JobKind.FINETUNE,
                Map.of("labelsPerClass", 5),
                0,
                JobState.SUCCEEDED,
                new Progress(1, 1, "steps", ""),
                1,
                "rita",
                AT,
                Optional.of(AT),
                Map.of(),
                Optional.empty());
        List<JobPicture> pictures = Stream.of("explanation-finetuned-chain", "explanation-linear-chain")
                .map(name -> new JobPicture(0, name, "Where it looks.", List.of(), new BlobKey("0".repeat(64))))
                .toList();
        EncoderVersion imagenet = encoder(Stage.IMAGENET, Optional.empty(), Map.of());
        EncoderVersion own = encoder(Stage.IN_DOMAIN, Optional.of(imagenet.id()), Map.of("transductive", true));
        return new ModelCards(
                        port(ModelRegistry.class, Map.of("lineage", List.of(own, imagenet))),
                        port(Cohorts.class, Map.of("version", Optional.of(version()))),
                        port(LabelSets.class, Map.of("find", Optional.of(set), "sources", sources)),
                        port(StudyIndex.class, Map.of("get", instances())),
                        port(JobQueue.class, Map.of("find", Optional.of(job), "pictures", pictures)))
                .of(head(state));
    }

    /** A port that answers each method with one thing. */
    private static <T> T port(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private static EncoderVersion encoder(Stage stage, Optional<UUID> parent, Map<String, Object> report) {
        return new EncoderVersion(
                UUID.nameUUIDFromBytes(stage.name().getBytes(UTF_8)),
                PROJECT,
                stage.name(),
                "resnet18",
                new BlobKey("ef".repeat(32)),
                parent,
                stage,
                "simclr",
                Optional.of("ab".repeat(32)),
                7,
                "0.1",
                Optional.empty(),
                report,
                AT);
    }

    /** Four patients of two frames, the last of them for testing. */
    private static CohortVersion version() {
        List<CohortMember> members = IntStream.range(0, 8)
                .mapToObj(i -> new CohortMember(
                        new FrameId(uid(i), 0),
                        new BlobKey("0".repeat(64)),
                        new Pseudonym("P" + i / 2),
                        i < 6 ? Partition.TRAIN : Partition.TEST))
                .toList();
        Cohort cohort = new Cohort(new UUID(0, 5), PROJECT, "all", CohortQuery.EVERYTHING);
        return new CohortVersion(new UUID(0, 6), cohort, 2, "ab".repeat(32), 7, members, AT, 0);
    }

    private static Map<SopInstanceUid, InstanceRecord> instances() {
        return IntStream.range(0, 8)
                .boxed()
                .collect(Collectors.toMap(
                        ModelCardTest::uid,
                        i -> new InstanceRecord(
                                uid(i),
                                new SeriesUid("1.2." + i),
                                new StudyUid("1.3." + i),
                                new Pseudonym("P" + i / 2),
                                PROJECT,
                                new BlobKey("0".repeat(64)),
                                1,
                                Modality.MR,
                                i < 6
                                        ? Map.of(
                                                "Manufacturer",
                                                "ACME",
                                                "ManufacturerModelName",
                                                i < 4 ? "One" : "Two",
                                                "PatientSex",
                                                "F",
                                                "PatientAge",
                                                "0%d1Y".formatted(3 + i / 2))
                                        : Map.of("PatientSex", "M", "PatientAge", "061Y"),
                                Optional.empty())));
    }

    private static SopInstanceUid uid(int i) {
        return new SopInstanceUid("1.2.3." + (i + 1));
    }

    private static HeadVersion head(HeadState state) {
        List<HeadStep> steps = state == HeadState.DRAFT
                ? List.of()
                : List.of(
                        HeadStep.of(HeadState.REVIEWED, "rada", "looked at", AT),
                        new HeadStep(
                                HeadState.APPROVED,
                                "rob",
                                "fit",
                                Optional.of("Sorting a worklist."),
                                Optional.of("No child | no <implant>."),
                                AT));
        return new HeadVersion(
                new UUID(0, 7),
                PROJECT,
                "first <b>head</b>",
                LabelKind.CLASSIFICATION,
                "linear",
                "chain",
                new UUID(0, 8),
                new BlobKey("12".repeat(32)),
                new UUID(0, 4),
                new UUID(0, 6),
                7,
                "0.1",
                JOB,
                Map.of(
                        "classes",
                        List.of("lesion", "none"),
                        "imageSize",
                        64,
                        "labels",
                        Map.of("seed", 7, "classes", Map.of("none", 5, "lesion", 5), "frames", List.of("1.2")),
                        "explanation",
                        Map.of(
                                "method",
                                "Grad-CAM",
                                "picture",
                                "explanation-linear-chain",
                                "randomisedCorrelation",
                                0.04,
                                "images",
                                6)),
                report(),
                "rita",
                steps,
                AT);
    }

    private static EvaluationReport report() {
        List<ReliabilityBin> bins =
                List.of(new ReliabilityBin(0.5, 0.6, 1, 0.55, 0), new ReliabilityBin(0.9, 1, 1, 0.95, 1));
        Calibration calibration =
                new Calibration(Optional.of(1.5), 10, "on 10 held-out labels", Map.of("brier", AUROC), bins, bins);
        Subgroup women = new Subgroup("sex", "F", 1, 2, Map.of("auroc", AUROC), Optional.of("only 1 patient"));
        return new EvaluationReport(
                Map.of("auroc", AUROC, "balancedAccuracy", new MetricValue(0.8, 0.7, 0.9)),
                Map.of("random", Map.of("auroc", new MetricValue(0.7, 0.6, 0.8))),
                10,
                1,
                2,
                new Evidence(
                        Map.of("lesion", Map.of("auroc", AUROC)),
                        Optional.of(calibration),
                        List.of(women),
                        Optional.empty(),
                        List.of("One patient is few.")));
    }
}
