package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import liquibase.change.Change;
import liquibase.database.Database;
import liquibase.ext.online.Changelog;
import liquibase.ext.online.GoldenFile;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.PlanDescription;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.sql.PgVersion;

/** Compares the plans of a change, there and back, on every major with a committed file. */
final class PlanGolden {
    private PlanGolden() {}

    /**
     * Equal plans are shown once, under all their versions.
     *
     * @param name of the file, such as {@code addColumnOnline/check}
     * @param yaml the change from its name on
     */
    static void assertPlans(String name, String yaml) {
        OnlineChange<?> change = online(yaml);
        Map<String, String> versions = new LinkedHashMap<>();
        IntStream.rangeClosed(PgVersion.OLDEST.major(), PgVersion.NEWEST.major())
                .forEach(major -> versions.merge(
                        description(change, major), "PostgreSQL " + major, (before, next) -> before + ", " + major));
        StringBuilder text = new StringBuilder(yaml.strip()).append('\n');
        versions.forEach(
                (plan, on) -> text.append("\n=== ").append(on).append(" ===\n").append(plan));
        new GoldenFile("src/test/resources/plans/" + name + ".txt").assertContains(text.toString());
    }

    static OnlineChange<?> online(String yaml) {
        Change change = Changelog.change(yaml);
        assertThat(change).isInstanceOf(OnlineChange.class);
        return (OnlineChange<?>) change;
    }

    static Target target(OnlineChange<?> change, int major) {
        return new Target(Changelog.postgres(major), Settings.DEFAULTS, Boolean.TRUE.equals(change.getPartitioned()));
    }

    private static String description(OnlineChange<?> change, int major) {
        Database database = Changelog.postgres(major);
        List<String> errors = change.validate(database).getErrorMessages();
        if (!errors.isEmpty()) {
            return String.join("\n", errors) + "\n";
        }
        Target target = target(change, major);
        Plan back = new Plan("rollback of", change.object(target), change.rollbackSteps(target));
        return PlanDescription.of(change.plan(target), target.version()) + PlanDescription.of(back, target.version());
    }
}
