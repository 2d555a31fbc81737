package org.isocenter.annotation;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.isocenter.platform.house.HouseRules;

@AnalyzeClasses(packages = "org.isocenter.annotation", importOptions = ImportOption.DoNotIncludeTests.class)
class AnnotationHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
