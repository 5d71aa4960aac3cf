package liquibase.ext.online;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import liquibase.ext.online.plan.Plan;

/** The packages and what each may use; in brackets in DESIGN.md. */
@AnalyzeClasses(packages = "liquibase.ext.online", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "liquibase.ext.online..";
    /** What Liquibase asks us for that is about connections. */
    private static final String OURS_OVER_JDBC =
            ".*\\.change\\.(OnlineStatement|ReopenableConnection|AdvisoryLockService|ConnectionSources)(\\$.*)?";

    private static final String ANNOTATIONS = "org.jspecify.annotations";

    @ArchTest
    static final ArchRule lockUsesNothingOfOurs = onlyUses("lock");

    @ArchTest
    static final ArchRule sqlUsesLock = onlyUses("sql", "lock");

    @ArchTest
    static final ArchRule readUsesSqlAndLock = onlyUses("read", "sql", "lock");

    @ArchTest
    static final ArchRule planUsesReadAndBelow = onlyUses("plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule serverUsesPlanAndBelow = onlyUses("server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule stateUsesServerAndBelow = onlyUses("state", "server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule throttleUsesServerAndBelow = onlyUses("throttle", "server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule fillUsesThrottleAndBelow =
            onlyUses("fill", "throttle", "state", "server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule executeUsesFillAndBelow =
            onlyUses("execute", "fill", "throttle", "state", "server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule changeUsesAllOthers =
            onlyUses("change", "execute", "fill", "throttle", "state", "server", "plan", "read", "sql", "lock");

    @ArchTest
    static final ArchRule commandUsesAllOthers = onlyUses(
            "command", "change", "execute", "fill", "throttle", "state", "server", "plan", "read", "sql", "lock");

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

    private static ArchRule onlyUses(String name, String... others) {
        String base = Plan.class.getPackageName().replace("plan", "");
        String[] allowed = new String[others.length + 1];
        allowed[0] = base + name;
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = base + others[i];
        }
        return noClasses()
                .that()
                .resideInAPackage(base + name)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))));
    }
}
