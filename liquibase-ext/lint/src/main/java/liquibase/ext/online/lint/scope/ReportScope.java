package liquibase.ext.online.lint.scope;

import liquibase.ext.online.lint.changelog.ChangeSetUnit;

/** Which changeSets are reported; the others are replayed as history. */
public interface ReportScope {
    /** Every changeSet is reported, and each one's tables exist for the next. */
    ReportScope ALL = new ReportScope() {
        @Override
        public boolean reports(ChangeSetUnit changeSet) {
            return true;
        }

        @Override
        public boolean isUnreleased(ChangeSetUnit changeSet) {
            return false;
        }

        @Override
        public boolean isEdited(ChangeSetUnit changeSet) {
            return false;
        }
    };

    /** Whether findings on a changeSet are shown. */
    boolean reports(ChangeSetUnit changeSet);

    /** Whether no database with data has run it yet, so that the tables it makes are empty for those that follow. */
    boolean isUnreleased(ChangeSetUnit changeSet);

    /** Whether it is known to be released with another md5sum than it has now. */
    boolean isEdited(ChangeSetUnit changeSet);
}
