package liquibase.ext.online.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A standby that streams from a running embedded server, made as pg_basebackup would, which the binaries lack. */
public final class StreamingStandby {
    /** What a backup leaves out, because each server has its own. */
    private static final Set<String> OWN = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp", "pg_dynshmem", "pg_notify");

    private StreamingStandby() {}

    /**
     * Starts a standby of a server from {@link PostgresServer#startOwn}.
     *
     * @param name its application_name on the primary
     * @param slot a physical replication slot that exists, or the empty string for none
     * @param folder an empty folder, or one that does not exist
     */
    public static PostgresServer of(PostgresServer primary, String name, String slot, Path folder)
            throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(primary.adminUrl());
                Statement statement = connection.createStatement()) {
            boolean old = primary.major() < 15;
            Path data = Path.of(text(statement, "SHOW data_directory"));
            statement.execute(
                    old ? "SELECT pg_start_backup('standby', true, false)" : "SELECT pg_backup_start('standby', true)");
            copy(data, folder);
            String label = text(
                    statement,
                    "SELECT labelfile FROM " + (old ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)"));
            Files.writeString(folder.resolve("backup_label"), label);
        }
        Files.createFile(folder.resolve("standby.signal"));
        int port = URI.create(primary.adminUrl().substring("jdbc:".length())).getPort();
        Files.writeString(
                folder.resolve("postgresql.auto.conf"), """

                primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'
                primary_slot_name = '%s'
                wal_receiver_status_interval = 1
                """.formatted(port, name, slot), StandardOpenOption.APPEND);
        return new EmbeddedServers().startOn(primary.major(), folder);
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                if (folder.equals(from)) {
                    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
                }
                return EMPTY.contains(String.valueOf(folder.getFileName()))
                        ? skipButKeepStatus(folder)
                        : FileVisitResult.CONTINUE;
            }

            private FileVisitResult skipButKeepStatus(Path folder) throws IOException {
                if (folder.endsWith("pg_wal")) {
                    Files.createDirectories(to.resolve("pg_wal").resolve("archive_status"));
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OWN.contains(String.valueOf(file.getFileName()))) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException dropped) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
