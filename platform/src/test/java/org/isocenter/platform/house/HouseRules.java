package org.isocenter.platform.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules of the house, shared by every module; a module's own test includes them with {@code ArchTests.in}. */
public final class HouseRules {

    @ArchTest
    static final ArchRule packages_are_free_of_circles = slices().matching("org.isocenter.(**)")
            .should()
            .beFreeOfCycles()
            .because("a circle of packages can only be read all at once");

    @ArchTest
    static final ArchRule tensors_stay_in_training = noClasses()
            .that()
            .resideOutsideOfPackage("org.isocenter.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule tables_stay_in_persistence = noClasses()
            .that()
            .resideOutsideOfPackage("org.isocenter.platform..persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule http_stays_in_rest = noClasses()
            .that()
            .resideOutsideOfPackages("..rest..", "org.isocenter.server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_imports_rest_persistence_or_storage = noClasses()
            .that()
            .resideOutsideOfPackages("..rest..", "..persistence..", "..storage..", "org.isocenter.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.isocenter..rest..", "org.isocenter..persistence..", "org.isocenter..storage..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule deliveries_never_import_one_another = slices().matching(
                    "org.isocenter.(dicom|training|annotation)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule test_labels_are_read_by_evaluation_only = noClasses()
            .that()
            .resideOutsideOfPackages("..platform.label..", "..training.evaluation..", "..persistence..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.isocenter\\.platform\\.label\\.TestLabel.*")
            .allowEmptyShould(true)
            .because("a figure on test patients is worth nothing once training has seen their labels");

    @ArchTest
    static final ArchRule training_sees_no_label_without_its_split = noClasses()
            .that()
            .resideInAPackage("org.isocenter.training..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.isocenter.platform.label.LabelView")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule resources_share_one_path = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should(new ArchCondition<JavaClass>("have the path /api/v1 or one outside of /api") {
                @Override
                public void check(JavaClass resource, ConditionEvents events) {
                    Object path = resource.getAnnotationOfType("jakarta.ws.rs.Path")
                            .get("value")
                            .orElse("");
                    boolean fits = path.equals("/api/v1") || !path.toString().startsWith("/api");
                    events.add(new SimpleConditionEvent(resource, fits, resource.getName() + " has the path " + path));
                }
            })
            .allowEmptyShould(true)
            .because("the standard looks only at the classes of the longest matching path and would hide the others");

    private HouseRules() {}
}
