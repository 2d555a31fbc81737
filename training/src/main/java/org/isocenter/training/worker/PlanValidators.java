package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobValidator;

/** One validator for each kind of job; they run where jobs are submitted and touch no tensor. */
@ApplicationScoped
class PlanValidators {
    private final Holdings holdings;

    PlanValidators(Holdings holdings) {
        this.holdings = holdings;
    }

    @Produces
    @Singleton
    JobValidator pretrain() {
        return new PlanValidator(
                JobKind.PRETRAIN, (project, values) -> PretrainPlan.of(values).check(project, holdings));
    }

    @Produces
    @Singleton
    JobValidator curate() {
        return new PlanValidator(
                JobKind.CURATE, (project, values) -> CuratePlan.of(values).check(project, holdings));
    }

    @Produces
    @Singleton
    JobValidator finetune() {
        return new PlanValidator(
                JobKind.FINETUNE, (project, values) -> FinetunePlan.of(values).check(project, holdings));
    }

    @Produces
    @Singleton
    JobValidator evaluate() {
        return new PlanValidator(
                JobKind.EVALUATE, (project, values) -> EvaluatePlan.of(values).check(project, holdings));
    }

    @Produces
    @Singleton
    JobValidator predict() {
        return new PlanValidator(
                JobKind.PREDICT, (project, values) -> PredictPlan.of(values).check(project, holdings));
    }

    @Produces
    @Singleton
    JobValidator search() {
        return new PlanValidator(
                JobKind.SEARCH, (project, values) -> SearchPlan.of(values).check(project, holdings));
    }
}
