package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;

/** {@code update} with a changelog of one changeSet, against one database. */
public final class OnlineUpdate {
    private final Path folder;
    private final String url;

    /**
     * @param folder where the changelog is written
     * @param url of the database, as the user who runs Liquibase gives it
     */
    public OnlineUpdate(Path folder, String url) {
        this.folder = folder;
        this.url = url;
    }

    /** Runs a change, which must fail and leave the schema as it is, and gives the message. */
    public String refusedUnchanged(String xml) throws Exception {
        return refusedUnchanged("changelog.xml", inXml(xml));
    }

    /** The same with a whole changelog. */
    public String refusedUnchanged(String file, String changelog) throws Exception {
        List<String> before = schema();
        String message = refused(file, changelog);
        assertThat(schema()).as(message).isEqualTo(before);
        return message;
    }

    /** Runs a change, which must fail, and gives the message. */
    public String refused(String xml) throws Exception {
        return refused("changelog.xml", inXml(xml));
    }

    private String refused(String file, String changelog) throws Exception {
        LiquibaseException failure = catchThrowableOfType(LiquibaseException.class, () -> update(file, changelog));
        assertThat(failure).as("update went through").isNotNull();
        return String.valueOf(failure.getMessage());
    }

    /** Runs a change, which must go through. */
    public void applied(String xml) throws Exception {
        update("changelog.xml", inXml(xml));
    }

    private void update(String file, String changelog) throws IOException, SQLException, LiquibaseException {
        Files.writeString(folder.resolve(file), changelog);
        try (Connection connection = DriverManager.getConnection(url)) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (Liquibase liquibase = new Liquibase(file, new DirectoryResourceAccessor(folder), database)) {
                liquibase.update(new Contexts(), new LabelExpression());
            }
        }
    }

    private static String inXml(String change) {
        return """
                <databaseChangeLog
                    xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:online="https://liquibase-online.github.io/xml/ns/online"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="change" author="it">
                    %s
                  </changeSet>
                </databaseChangeLog>
                """.formatted(change);
    }

    /** Columns, constraints and indexes of what is not Liquibase's or our own. */
    private List<String> schema() throws SQLException {
        List<String> schema = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        WITH relation AS (
                          SELECT oid, relname FROM pg_class
                          WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'databasechangelog%')
                        SELECT concat_ws(' ', relname, attname, atttypid::regtype, attnotnull, atthasdef)
                        FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0
                        UNION ALL
                        SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(c.oid), convalidated)
                        FROM relation JOIN pg_constraint c ON conrelid = relation.oid
                        ORDER BY 1
                        """)) {
            while (rows.next()) {
                schema.add(rows.getString(1));
            }
        }
        return schema;
    }
}
