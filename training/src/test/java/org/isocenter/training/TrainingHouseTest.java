package org.isocenter.training;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.isocenter.platform.house.HouseRules;

@AnalyzeClasses(packages = "org.isocenter.training", importOptions = ImportOption.DoNotIncludeTests.class)
class TrainingHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule training_code_cannot_read_test_labels = noClasses()
            .that()
            .resideOutsideOfPackage("org.isocenter.training.evaluation..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("TestLabel")
            .because("a head that has seen the answers proves nothing");

    @ArchTest
    static final ArchRule nothing_that_learns_knows_the_measuring_room = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.isocenter.training.finetune..",
                    "org.isocenter.training.method..",
                    "org.isocenter.training.loop..",
                    "org.isocenter.training.probe..",
                    "org.isocenter.training.curation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.isocenter.training.evaluation..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_worker_knows_the_container = noClasses()
            .that()
            .resideOutsideOfPackages("org.isocenter.training.worker..", "org.isocenter.training.config..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
                            .and(resideOutsideOfPackage("jakarta.inject..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule views_data_metrics_and_probes_are_plain_java = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.isocenter.training.view..",
                    "org.isocenter.training.data..",
                    "org.isocenter.training.metric..",
                    "org.isocenter.training.probe..",
                    "org.isocenter.training.curation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");
}
