package liquibase.ext.online.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each package of the linter uses only those before it. */
class ArchitectureTest {
    private static final String HOUSE = "liquibase.ext.online.lint";

    private static final List<String> ORDER = List.of(
            "parse",
            "finding",
            "source",
            "changelog",
            "catalog",
            "scope",
            "judge",
            "rule",
            "report",
            "run",
            "weigh",
            "",
            "process",
            "command");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);

    @Test
    void eachPackageUsesOnlyThoseBeforeIt() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(ArchitectureTest::named)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(named(ORDER.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(classes);
            }
        }
    }

    @Test
    void thePackageOfRulesHoldsRulesAndWhatTheyShare() {
        classes()
                .that()
                .resideInAPackage(named("rule"))
                .and()
                .arePublic()
                .should()
                .beAssignableTo(liquibase.ext.online.lint.judge.Rule.class)
                .check(classes);
    }

    @Test
    void everyPackageHasItsPlace() {
        classes()
                .should()
                .resideInAnyPackage(ORDER.stream().map(ArchitectureTest::named).toArray(String[]::new))
                .check(classes);
    }

    private static String named(String name) {
        return name.isEmpty() ? HOUSE : HOUSE + "." + name;
    }
}
