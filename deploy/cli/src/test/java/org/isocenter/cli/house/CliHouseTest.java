package org.isocenter.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.isocenter.platform.house.HouseRules;

@AnalyzeClasses(packages = "org.isocenter.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CliHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_command_line_uses_only_the_libraries_of_the_deliveries = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.isocenter.dicom.rest..",
                    "org.isocenter.dicom.pipeline..",
                    "org.isocenter.dicom.service..",
                    "org.isocenter.training.worker..");

    @ArchTest
    static final ArchRule the_truth_of_generated_studies_is_opened_by_the_report_alone = noClasses()
            .that()
            .resideOutsideOfPackage("org.isocenter.cli.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.isocenter.dicom.phantom.truth..")
            .because("what is measured must not know what was planted");
}
