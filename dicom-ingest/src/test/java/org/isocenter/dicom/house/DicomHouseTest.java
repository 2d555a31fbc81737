package org.isocenter.dicom.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.isocenter.platform.house.HouseRules;

@AnalyzeClasses(packages = "org.isocenter.dicom", importOptions = ImportOption.DoNotIncludeTests.class)
class DicomHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_phantoms_truth_is_known_to_its_generator_alone = noClasses()
            .that()
            .resideOutsideOfPackage("org.isocenter.dicom.phantom..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.isocenter.dicom.phantom.truth..");

    @ArchTest
    static final ArchRule algorithms_know_no_server = noClasses()
            .that()
            .resideInAnyPackage(
                    "..dicom.dataset..",
                    "..dicom.part10..",
                    "..dicom.json..",
                    "..dicom.verdict..",
                    "..dicom.geometry..",
                    "..dicom.inspect..",
                    "..dicom.decode..",
                    "..dicom.burnedin..",
                    "..dicom.rle..",
                    "..dicom.codec..",
                    "..dicom.transcode..",
                    "..dicom.deidentify..",
                    "..dicom.iod..",
                    "..dicom.image..",
                    "..dicom.result..",
                    "..dicom.phantom..",
                    "..dicom.query..",
                    "..dicom.mediatype..",
                    "..dicom.render..",
                    "..dicom.xml..",
                    "..dicom.capability..",
                    "..dicom.archive..",
                    "..dicom.multipart..",
                    "..dicom.association..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..");
}
