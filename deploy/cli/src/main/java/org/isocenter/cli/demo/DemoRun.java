package org.isocenter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.isocenter.cli.client.CurationCalls.Flag;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.client.ProjectCalls.Project;
import org.isocenter.cli.demo.Learning.Heads;
import org.isocenter.cli.demo.Learning.Pretrained;
import org.isocenter.cli.intake.Arrival;
import org.isocenter.cli.intake.Intake;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.intake.NewProject;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Selection;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.report.DemoReport;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.report.Gallery;
import org.isocenter.cli.report.Gallery.Sample;
import org.isocenter.cli.report.Planted;
import org.isocenter.cli.trail.AuditFolder;

/** The steps of the whole job in their order, each taken by the user whose role allows it. */
final class DemoRun {
    /** Number of steps that are told, without drawing studies and importing weights. */
    static final int STEPS = 7;

    private static final Duration ROOT_PATIENCE = Duration.ofSeconds(150);

    private final People people;
    private final DemoPlan plan;
    private final Telling telling;
    private final Path reports;
    private final long start;

    /**
     * Prepares a run.
     *
     * @param reports folder below which the run gets a folder of its own
     * @param start when the first step began, by {@link System#nanoTime}
     */
    DemoRun(People people, DemoPlan plan, Telling telling, Path reports, long start) {
        this.people = people;
        this.plan = plan;
        this.telling = telling;
        this.reports = reports;
        this.start = start;
    }

    /**
     * Takes all steps.
     *
     * @param intake makes what is looked at, once the project is there
     */
    DemoResult run(Function<Project, Intake> intake) {
        Project project = NewProject.make(people.admin(), "demo", plan.seed());
        Path folder = folder(project);
        Intake images = intake.apply(project);
        IsocenterClient researcher = people.researcher();

        telling.step("Taking in images; each is de-identified first");
        Arrival arrival = Arrival.begin(people.steward());
        List<String> broken = images.send(people, project.name(), telling);
        DemoResult.Ingest ingest = Reported.ingest(arrival.settle(telling));
        telling.found("%d received: %d stored, %d duplicate, %d quarantined"
                .formatted(ingest.received(), ingest.stored(), ingest.duplicates(), ingest.quarantined()));
        broken.forEach(name -> telling.found("not taken in: " + name));

        telling.step("Freezing labels and a cohort, split by patient");
        Selection selection = Selection.freeze(researcher, project.name(), images, plan.seed());
        telling.found("frames %s, patients %s"
                .formatted(selection.version().frames(), selection.version().patients()));

        Learning learning = new Learning(researcher, project.name(), plan, selection, telling);
        Pretrained pretrained = pretrain(learning);

        telling.step("Looking for duplicates, inverted, blank and noisy images, doubtful labels");
        List<Flag> flags = learning.curate(pretrained.encoder());
        DemoResult.Curation curation = FlagCards.count(flags);
        telling.found("%d flags %s".formatted(curation.flagged(), curation.byIssue()));

        Map<LabelTask.Frozen, Heads> heads = finetune(learning, pretrained.encoder());

        telling.step("Choosing samples and flags for the report");
        Pictures pictures = new Pictures(researcher.studies(), project.name());
        Optional<Planted> planted = images.truth().map(truth -> Planted.open(truth, stored(selection)));
        Gallery gallery = new Gallery(
                pretrained.curves(),
                pretrained.pictures(),
                samples(pictures, heads),
                new FlagCards(pictures, planted).of(flags));

        telling.step("Exporting the audit trail and verifying it offline; up to two minutes until it is signed");
        DemoResult.Audit audit = new OfflineAudit(new AuditFolder(folder), ROOT_PATIENCE)
                .verify(people.auditor().audit());
        telling.found("%d events, %s".formatted(audit.events(), audit.verified() ? "verified" : "NOT verified"));

        DemoResult result = new DemoResult(
                project.name(),
                plan.seed(),
                people.steward().status().version(),
                images.description(),
                Reported.cohort(selection),
                Reported.labels(selection),
                ingest,
                curation,
                planted.map(truth -> truth.kinds(FlagCards.raised(flags))).orElse(List.of()),
                learning.lineage(pretrained.encoder()),
                List.of(pretrained.stage()),
                heads.values().stream().flatMap(each -> each.heads().stream()).toList(),
                audit,
                new Missing(plan, images, broken).list(heads.keySet()),
                folder.resolve("report.html").toString(),
                (System.nanoTime() - start) / 1e9,
                broken,
                gallery);
        write(folder, result);
        return result;
    }

    private Pretrained pretrain(Learning learning) {
        Optional<Encoder> imagenet = learning.importWeights();
        telling.step("Pretraining on unlabelled images, %d epochs%s"
                .formatted(
                        plan.epochs(),
                        plan.minutes()
                                .map(minutes -> ", at most %.0f minutes".formatted(minutes))
                                .orElse("")));
        Pretrained pretrained = learning.pretrain(imagenet);
        DemoResult.Stage stage = pretrained.stage();
        telling.found("loss %.2f to %.2f, %d images seen, %.0f a second; weights moved by %.3f"
                .formatted(
                        stage.firstLoss(),
                        stage.lastLoss(),
                        stage.imagesSeen(),
                        stage.imagesPerSecond(),
                        stage.relativeChange()));
        return pretrained;
    }

    private Map<LabelTask.Frozen, Heads> finetune(Learning learning, UUID encoder) {
        telling.step("Training heads from few labels, each beside its baselines; a few minutes");
        Map<LabelTask.Frozen, Heads> heads = new LinkedHashMap<>();
        for (LabelTask.Frozen labels : learning.selection().labels()) {
            Heads trained = learning.finetune(encoder, labels, labels.names());
            trained.heads()
                    .forEach(head -> telling.found(
                            "%s %s from %s: %s".formatted(head.task(), head.kind(), head.init(), figure(head))));
            heads.put(labels, trained);
        }
        return heads;
    }

    private static String figure(DemoResult.Head head) {
        String name = DemoResult.Head.mainMetric(head.task());
        return head.metric(name)
                .map(value -> "%s %.3f (%.3f to %.3f)".formatted(name, value.value(), value.low(), value.high()))
                .orElse("no figure");
    }

    private List<Sample> samples(Pictures pictures, Map<LabelTask.Frozen, Heads> heads) {
        List<Sample> samples = new ArrayList<>();
        heads.forEach((labels, trained) -> trained.plainest(labels.task().task())
                .ifPresent(head -> samples.addAll(new SampleChoice(pictures, plan.seed())
                        .of(
                                labels.task(),
                                labels.names(),
                                people.researcher().models().predictions(head)))));
        return samples;
    }

    private static Map<String, String> stored(Selection selection) {
        Map<String, String> stored = new HashMap<>();
        selection.labels().forEach(labels -> stored.putAll(labels.names().stored()));
        return stored;
    }

    private Path folder(Project project) {
        Path folder = reports.resolve(project.name());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, DemoResult result) {
        try {
            Files.writeString(folder.resolve("report.html"), DemoReport.page(result));
            Files.writeString(folder.resolve("report.json"), IsocenterClient.json(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
