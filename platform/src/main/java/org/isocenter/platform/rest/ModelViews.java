package org.isocenter.platform.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.Stage;
import org.jspecify.annotations.Nullable;

/** How encoders and heads look in answers. */
final class ModelViews {
    private ModelViews() {}

    /** An encoder as it is shown. */
    record EncoderView(
            UUID id,
            UUID project,
            String name,
            String architecture,
            String weights,
            @Nullable UUID parent,
            Stage stage,
            String method,
            @Nullable String cohortSha256,
            long seed,
            String codeVersion,
            @Nullable UUID job,
            Map<String, Object> report,
            Instant createdAt) {
        static EncoderView of(EncoderVersion encoder) {
            return new EncoderView(
                    encoder.id(),
                    encoder.project().value(),
                    encoder.name(),
                    encoder.architecture(),
                    encoder.weights().sha256(),
                    encoder.parent().orElse(null),
                    encoder.stage(),
                    encoder.method(),
                    encoder.cohortSha256().orElse(null),
                    encoder.seed(),
                    encoder.codeVersion(),
                    encoder.job().orElse(null),
                    encoder.report(),
                    encoder.createdAt());
        }
    }

    /** A head as it is shown, with its evaluation and baselines. */
    record HeadView(
            UUID id,
            UUID project,
            String name,
            LabelKind task,
            String kind,
            String init,
            UUID encoder,
            String weights,
            UUID labelSet,
            UUID cohortVersion,
            long seed,
            String codeVersion,
            UUID job,
            Map<String, Object> configuration,
            EvaluationReport report,
            String trainedBy,
            HeadState state,
            List<StepView> steps,
            Instant createdAt) {
        static HeadView of(HeadVersion head) {
            return new HeadView(
                    head.id(),
                    head.project().value(),
                    head.name(),
                    head.task(),
                    head.kind(),
                    head.init(),
                    head.encoder(),
                    head.weights().sha256(),
                    head.labelSet(),
                    head.cohortVersion(),
                    head.seed(),
                    head.codeVersion(),
                    head.job(),
                    head.configuration(),
                    head.report(),
                    head.trainedBy(),
                    head.state(),
                    head.steps().stream().map(StepView::of).toList(),
                    head.createdAt());
        }
    }

    /** A step of a head as it is shown. */
    record StepView(
            HeadState state,
            String by,
            String comment,
            @Nullable String intendedUse,
            @Nullable String limits,
            Instant at) {
        static StepView of(HeadStep step) {
            return new StepView(
                    step.state(),
                    step.by(),
                    step.comment(),
                    step.intendedUse().orElse(null),
                    step.limits().orElse(null),
                    step.at());
        }
    }
}
