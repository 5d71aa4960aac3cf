package liquibase.ext.online;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.serializer.ChangeLogSerializerFactory;

/** Changelogs from text, as Liquibase's own parsers read them, without a server. */
public final class Changelog {
    private Changelog() {}

    /** An offline database, which plans are made for. */
    public static Database postgres(int version) {
        return database("postgresql", version);
    }

    /** An offline database of another kind, such as {@code h2}. */
    public static Database database(String kind, int version) {
        try {
            return DatabaseFactory.getInstance()
                    .openDatabase(
                            "offline:" + kind + "?version=" + version,
                            null,
                            null,
                            null,
                            new ClassLoaderResourceAccessor());
        } catch (LiquibaseException cannotOpen) {
            throw new IllegalStateException(cannotOpen);
        }
    }

    /**
     * What the parser for a format makes of a text.
     *
     * @param format the file name's end: xml, yaml or json
     * @throws LiquibaseException when the parser refuses the text
     */
    public static DatabaseChangeLog parse(String format, String text) throws LiquibaseException {
        try {
            Path directory = Files.createTempDirectory("changelog");
            Path file = directory.resolve("changelog." + format);
            try {
                Files.writeString(file, text);
                DirectoryResourceAccessor resources = new DirectoryResourceAccessor(directory);
                String name = file.getFileName().toString();
                return ChangeLogParserFactory.getInstance()
                        .getParser(name, resources)
                        .parse(name, new ChangeLogParameters(postgres(17)), resources);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
    }

    /** The changes of all change sets, in order. */
    public static List<Change> changes(DatabaseChangeLog changelog) {
        return changelog.getChangeSets().stream()
                .flatMap(changeSet -> changeSet.getChanges().stream())
                .toList();
    }

    /** The single change of a YAML text that has the change alone, from its name on. */
    public static Change change(String yaml) {
        try {
            String text = """
                    databaseChangeLog:
                    - changeSet:
                        id: 1
                        author: tester
                        runInTransaction: false
                        changes:
                        - %s
                    """.formatted(yaml.strip().replace("\n", "\n      "));
            return changes(parse("yaml", text)).get(0);
        } catch (LiquibaseException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** The change sets as Liquibase writes them. */
    public static String write(String format, List<ChangeSet> changeSets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ChangeLogSerializerFactory.getInstance().getSerializer(format).write(changeSets, out);
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
