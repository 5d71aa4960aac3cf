package liquibase.ext.online.bench;

import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/** Told by Liquibase before the changeSet begins and after it is committed. */
final class ChangeSetWatch extends AbstractChangeExecListener {
    private final Strategy.Clock clock;

    ChangeSetWatch(Strategy.Clock clock) {
        this.clock = clock;
    }

    @Override
    public void willRun(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, RunStatus status) {
        try {
            clock.start();
        } catch (Exception e) {
            throw new IllegalStateException("The clock did not start", e);
        }
    }

    @Override
    public void ran(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, ExecType type) {
        try {
            clock.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The clock did not stop", e);
        }
    }
}
