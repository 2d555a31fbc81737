package org.isocenter.platform.card;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.platform.card.ModelCard.Head;
import org.isocenter.platform.card.Section.Sentences;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.page.LineChart;

/** A card as titled parts in the order in which it is read; both forms for people are written from them. */
final class Sections {
    private final ModelCard card;

    private Sections(ModelCard card) {
        this.card = card;
    }

    /**
     * The parts of a card.
     *
     * @param curves of the head's run; only drawn
     */
    static List<Section> of(ModelCard card, List<LineChart.Curve> curves) {
        Sections sections = new Sections(card);
        FigureSections figures = new FigureSections(card);
        return Stream.of(
                        Optional.of(sections.use()),
                        Optional.of(figures.reached()),
                        figures.subgroups(),
                        card.report().evidence().calibration().map(FigureSections::calibration),
                        figures.looks(),
                        card.data().map(OriginSections::data),
                        card.labels().map(OriginSections::labels),
                        Optional.of(OriginSections.chain(card.chain(), curves)),
                        Optional.of(sections.standing()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One sentence that says what the head is. */
    static String summary(ModelCard card) {
        return "A %s head for %s (%s), begun %s; %s."
                .formatted(
                        card.head().kind(),
                        Wording.words(card.head().task().name()),
                        String.join(", ", card.head().classes()),
                        start(card.head().init()),
                        Wording.words(card.head().state().name()));
    }

    private static String start(String init) {
        return init.equals("chain")
                ? "with an encoder of the project's own chain"
                : "with %s weights".formatted(Wording.words(init));
    }

    private Section use() {
        return new Section(
                "What it is for",
                card.use().byApprover() ? "As its approver has put it." : "As far as the facts say it.",
                List.of(
                        new Sentences(List.of(card.use().intended())),
                        new Sentences(card.use().limits())));
    }

    private Section standing() {
        Head head = card.head();
        FactList facts = new FactList()
                .with("Head", head.id())
                .with("State", Wording.words(head.state().name()))
                .with("Trained by", "%s, %s".formatted(head.trainedBy(), head.trainedAt()));
        for (HeadStep step : card.steps()) {
            facts.with(
                    Wording.capital(Wording.words(step.state().name())) + " by",
                    "%s, %s: %s".formatted(step.by(), step.at(), step.comment()));
        }
        facts.with("Code version", head.codeVersion())
                .with("Seed", head.seed())
                .with("View", head.imageSize() > 0 ? "%d pixels".formatted(head.imageSize()) : null)
                .with("Weights, SHA-256", head.weights());
        return new Section("Who stands behind it", "Each step is in the audit trail.", List.of(facts.facts()));
    }
}
