package org.isocenter.platform.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;
import org.junit.jupiter.api.Test;

class LabelSchemeTest {
    private static final FrameId FRAME = new FrameId(new SopInstanceUid("1.2.3"), 0);

    @Test
    void a_word_outside_the_scheme_is_refused_with_what_was_expected_and_what_came() {
        assertThat(scheme(LabelKind.CLASSIFICATION).refusal(List.of("cat")).orElseThrow())
                .contains("expected one of [effusion, nodule], came cat", "correct the label");
        assertThat(scheme(LabelKind.MULTI_LABEL).refusal(List.of("?cat"))).isPresent();
    }

    @Test
    void classes_that_exclude_one_another_come_alone() {
        for (LabelKind kind : List.of(LabelKind.CLASSIFICATION, LabelKind.ORDINAL)) {
            assertThat(scheme(kind).refusal(List.of("nodule"))).isEmpty();
            assertThat(scheme(kind).refusal(List.of("nodule", "effusion")).orElseThrow())
                    .contains("expected exactly one");
            assertThat(scheme(kind).refusal(List.of()).orElseThrow()).contains("came none");
            assertThat(scheme(kind).refusal(List.of("?nodule"))).isPresent();
        }
    }

    @Test
    void findings_come_in_any_number_each_there_or_left_open_once() {
        LabelScheme findings = scheme(LabelKind.MULTI_LABEL);
        assertThat(findings.refusal(List.of())).isEmpty();
        assertThat(findings.refusal(List.of("nodule", "?effusion"))).isEmpty();
        assertThat(findings.refusal(List.of("nodule", "?nodule")).orElseThrow()).contains("each finding once");
    }

    @Test
    void a_label_shows_a_finding_or_not_or_leaves_it_open() {
        Label label = new Label(FRAME, List.of("nodule", "?effusion"), Optional.empty());
        assertThat(label.shows("nodule")).contains(true);
        assertThat(label.shows("mass")).contains(false);
        assertThat(label.shows("effusion")).isEmpty();
    }

    @Test
    void a_class_that_looks_like_an_open_finding_is_refused() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        assertThatThrownBy(() ->
                        new LabelScheme(UUID.randomUUID(), project, "s", LabelKind.MULTI_LABEL, List.of("?nodule")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question mark");
    }

    private static LabelScheme scheme(LabelKind kind) {
        return new LabelScheme(
                UUID.randomUUID(), new ProjectId(UUID.randomUUID()), "s", kind, List.of("effusion", "nodule"));
    }
}
