package liquibase.ext.online.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** One {@code update} under live traffic, measured changeSet by changeSet, with a {@link Report} in the way of each. */
final class Scenario {
    private static final Path CHANGELOGS = Path.of(System.getProperty("changelogs.dir", "../changelogs"));
    private static final String ADDS_THE_COLUMN = "add-sku";

    private final Shop shop;
    private final Traffic traffic;
    private final Screen screen;
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();

    Scenario(Shop shop, Traffic traffic, Screen screen) {
        this.shop = shop;
        this.traffic = traffic;
        this.screen = screen;
    }

    /** Runs the changelog; gives what each of its changeSets cost the clients, by changeSet id and in order. */
    Map<String, Measurement> run(String changelog) throws Exception {
        new LiquibaseUpdate(shop.database(), CHANGELOGS, changelog)
                .telling(screen)
                .watchedBy(new Observer())
                .run();
        return measurements;
    }

    /** Told by Liquibase before a changeSet begins and after it is committed; its record in the changelog table follows. */
    private final class Observer extends AbstractChangeExecListener {
        private @Nullable Report report;
        private Traffic.@Nullable Stretch stretch;

        @Override
        public void willRun(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, RunStatus status) {
            attempt(() -> {
                report = Report.begin(shop.database());
                stretch = traffic.begin();
            });
        }

        @Override
        public void ran(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, ExecType type) {
            attempt(() -> {
                Measurement measurement = Objects.requireNonNull(stretch).end();
                measurements.put(changeSet.getId(), measurement);
                screen.end(changeSet.getId(), measurement);
                Objects.requireNonNull(report).awaitEnd();
                if (changeSet.getId().equals(ADDS_THE_COLUMN)) {
                    shop.deployVersionThatWritesSku();
                    traffic.awaitCaughtUp();
                }
            });
        }

        private void attempt(Traffic.Action action) {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException("The demo could not measure a changeSet", e);
            }
        }
    }
}
