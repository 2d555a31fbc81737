package org.isocenter.server;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.isocenter.platform.house.HouseRules;

/** The one place that sees all modules at once. */
@AnalyzeClasses(packages = "org.isocenter", importOptions = ImportOption.DoNotIncludeTests.class)
class ServerHouseTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
