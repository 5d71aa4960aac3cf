package liquibase.ext.online.lint.scope;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import liquibase.ChecksumVersion;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.lint.catalog.SnapshotReader;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * What the next update would run on a database. Reads the table of changeSets that ran and writes nothing; a database
 * without one has run nothing.
 *
 * @param url as JDBC takes it
 * @param username null when the URL says it
 * @param password null when none is needed
 * @param schema of the table; null for the given default schema, or without it the first of the search_path that has it
 * @param table its name, usually {@code DATABASECHANGELOG}
 */
public record Pending(
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String schema,
        String table) implements Selection {
    private static final String UNDEFINED_TABLE = "42P01";

    /** A database whose table of changeSets has its usual name. */
    public static Pending in(String url, @Nullable String username, @Nullable String password) {
        return new Pending(url, username, password, null, "DATABASECHANGELOG");
    }

    @Override
    public ReportScope of(Changelog changelog, ChangelogRequest request) throws ChangelogException {
        @Nullable String given = request.session().givenSchema();
        Map<ChangeSetId, String> ran =
                in(request.resources(), connection -> ran(connection, schema == null ? given : schema));
        Checksums checksums = new Checksums(request.resources());
        Set<ChangeSetId> pending = new HashSet<>();
        Set<ChangeSetId> unreleased = new HashSet<>();
        Set<ChangeSetId> edited = new HashSet<>();
        for (ChangeSetUnit unit : changelog.changeSets()) {
            @Nullable String recorded = ran.get(normalized(unit.id()));
            if (recorded == null) {
                unreleased.add(unit.id());
                pending.add(unit.id());
            } else {
                if (runsAgain(unit.source(), recorded, checksums)) {
                    pending.add(unit.id());
                }
                boolean asked = unit.changes().stream()
                        .anyMatch(change -> !change.suppressionsInSql().isEmpty());
                if (asked && isEdited(unit.source(), recorded, checksums)) {
                    edited.add(unit.id());
                }
            }
        }
        return new Chosen(pending, unreleased, edited);
    }

    /** As Liquibase decides it; one whose checksum was cleared does not. */
    private static boolean runsAgain(ChangeSet changeSet, String recorded, Checksums checksums) {
        return changeSet.shouldAlwaysRun()
                || (changeSet.shouldRunOnChange() && isEdited(changeSet, recorded, checksums));
    }

    private static boolean isEdited(ChangeSet changeSet, String recorded, Checksums checksums) {
        return !recorded.isEmpty() && !recorded.equals(checksums.of(changeSet, version(recorded)));
    }

    private static ChecksumVersion version(String checksum) {
        return ChecksumVersion.enumFromChecksumVersion(CheckSum.parse(checksum).getVersion());
    }

    private static ChangeSetId normalized(ChangeSetId id) {
        return new ChangeSetId(DatabaseChangeLog.normalizePath(id.file()), id.id(), id.author());
    }

    /**
     * What the sessions of the update begin with there.
     *
     * @param resources where a driver may look for files
     * @throws ChangelogException when the database does not let us look
     */
    public SessionNames session(ResourceAccessor resources) throws ChangelogException {
        return in(resources, SnapshotReader::session);
    }

    /** Something to ask the database. */
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T in(ResourceAccessor resources, Question<T> question) throws ChangelogException {
        try {
            DatabaseConnection opened =
                    DatabaseFactory.getInstance().openConnection(url, username, password, null, resources);
            try {
                if (!(opened instanceof JdbcConnection jdbc)) {
                    throw new ChangelogException("the database " + url + " is no JDBC connection", null, null);
                }
                return question.ask(jdbc.getUnderlyingConnection());
            } finally {
                opened.close();
            }
        } catch (DatabaseException | SQLException failure) {
            throw new ChangelogException(
                    "cannot read from the database " + url + " what has run: " + failure.getMessage(), null, failure);
        }
    }

    /** With each the checksum that was recorded, empty when it was cleared. */
    private Map<ChangeSetId, String> ran(Connection connection, @Nullable String schema) throws SQLException {
        Map<ChangeSetId, String> ran = new HashMap<>();
        Database names = new PostgresDatabase();
        String from = names.escapeTableName(null, schema, table);
        // The last row of a changeSet counts, should an old Liquibase have left several.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT filename, id, author, md5sum FROM " + from + " ORDER BY dateexecuted, orderexecuted")) {
            while (rows.next()) {
                @Nullable String checksum = rows.getString(4);
                ran.put(
                        normalized(new ChangeSetId(rows.getString(1), rows.getString(2), rows.getString(3))),
                        checksum == null ? "" : checksum);
            }
        } catch (SQLException failure) {
            if (!UNDEFINED_TABLE.equals(failure.getSQLState())) {
                throw failure;
            }
        }
        return ran;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Pending[" + url + "]";
    }
}
