package liquibase.ext.online.lint.judge;

import java.util.List;
import liquibase.ext.online.lint.changelog.ForDatabases;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Place;
import org.jspecify.annotations.Nullable;

/** A changeSet as it is written, whether it will run or not; or what stands in a changelog beside its changeSets. */
public final class WrittenContext {
    private final Run run;
    private final @Nullable ChangeSetId changeSet;
    private final List<ForDatabases> databases;

    WrittenContext(Run run, @Nullable ChangeSetId changeSet, List<ForDatabases> databases) {
        this.run = run;
        this.changeSet = changeSet;
        this.databases = databases;
    }

    /** What of it is for some databases only. */
    public List<ForDatabases> databases() {
        return databases;
    }

    /**
     * Reports the rule that is being asked.
     *
     * @param assumed what is not known and was assumed, or null
     */
    public void report(String message, String fix, Place place, @Nullable String assumed) {
        run.report(changeSet, message, fix, place, List.of(), assumed);
    }
}
