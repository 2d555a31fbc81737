package org.isocenter.platform.house;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "org.isocenter.platform", importOptions = ImportOption.DoNotIncludeTests.class)
class PlatformHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
