package liquibase.ext.online.lint.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.catalog.SnapshotFile;
import liquibase.ext.online.lint.catalog.SnapshotReader;
import liquibase.ext.online.lint.changelog.ChangelogException;
import org.jspecify.annotations.Nullable;

/** What a database is like, without any of its rows: its tables and their sizes, from a server or from a file. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * Reads a file that {@link #write} made.
     *
     * @throws ChangelogException when it cannot be read
     */
    public static Snapshot read(Path file) throws ChangelogException {
        try {
            return SnapshotFile.read(file);
        } catch (IOException unreadable) {
            throw new ChangelogException(
                    "cannot read the snapshot " + file + ": " + unreadable.getMessage()
                            + ". Write it anew with the goal lint-snapshot",
                    null,
                    unreadable);
        }
    }

    /**
     * Looks at a database. Nothing is written there.
     *
     * @throws ChangelogException when the server does not let us
     */
    public static Snapshot of(String url, @Nullable String username, @Nullable String password)
            throws ChangelogException {
        Properties properties = new Properties();
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setReadOnly(true);
            return SnapshotReader.read(connection);
        } catch (SQLException refused) {
            throw new ChangelogException(
                    "cannot look at the database " + url + ": " + refused.getMessage(), null, refused);
        }
    }

    /**
     * Writes a snapshot as JSON.
     *
     * @throws ChangelogException when the file cannot be written
     */
    public static void write(Snapshot snapshot, Path file) throws ChangelogException {
        try {
            SnapshotFile.write(snapshot, file);
        } catch (IOException failure) {
            throw new ChangelogException("cannot write the snapshot " + file + ": " + failure, null, failure);
        }
    }
}
