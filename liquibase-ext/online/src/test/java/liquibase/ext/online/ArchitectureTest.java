package liquibase.ext.online;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import liquibase.ext.online.plan.Plan;

/** The packages and what each may use; in brackets in DESIGN.md. */
@AnalyzeClasses(packages = "liquibase.ext.online", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "liquibase.ext.online..";
    /** What Liquibase asks us for that is about connections. */
    private static final String OURS_OVER_JDBC =
            ".*\\.change\\.(OnlineStatement|ReopenableConnection|AdvisoryLockService|ConnectionSources)(\\$.*)?";

    private static final String ANNOTATIONS = "org.jspecify.annotations";

    /** The packages, each of which may use those before it. */
    private static final List<String> ORDER = List.of(
            "lock",
            "sql",
            "read",
            "plan",
            "recipe",
            "server",
            "state",
            "throttle",
            "fill",
            "execute",
            "change",
            "command");

    @ArchTest
    static void everyPackageUsesOnlyThoseBeforeIt(JavaClasses classes) {
        for (int i = 0; i < ORDER.size(); i++) {
            onlyUses(ORDER.subList(0, i + 1)).check(classes);
        }
    }

    @ArchTest
    static final ArchRule onlyExecuteTalksToTheServer = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "liquibase.ext.online.server",
                    "liquibase.ext.online.state",
                    "liquibase.ext.online.throttle",
                    "liquibase.ext.online.fill",
                    "liquibase.ext.online.execute",
                    "liquibase.ext.online.command")
            .and(not(nameMatching(OURS_OVER_JDBC)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyChangeAndCommandKnowLiquibase = noClasses()
            .that()
            .resideOutsideOfPackages("liquibase.ext.online.change", "liquibase.ext.online.command")
            .should()
            .dependOnClassesThat(resideInAPackage("liquibase..").and(not(resideInAPackage(OURS))));

    /** What a plan needs of files, clocks or servers it asks for in its conditions. */
    @ArchTest
    static final ArchRule planningIsPure = noClasses()
            .that(resideInAnyPackage(
                    "liquibase.ext.online.recipe",
                    "liquibase.ext.online.plan",
                    "liquibase.ext.online.read",
                    "liquibase.ext.online.sql",
                    "liquibase.ext.online.lock"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.File.*|java\\.time\\.Clock|java\\.util\\.Random")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule theJarBringsNoLibrary = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "liquibase..", ANNOTATIONS, "com.google.auto.service");

    private static ArchRule onlyUses(List<String> upToItself) {
        String base = Plan.class.getPackageName().replace("plan", "");
        String[] allowed = upToItself.stream().map(base::concat).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(allowed[allowed.length - 1])
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))));
    }
}
