package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.server.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NOT NULL has a name from 18 on; before, the check that proves it has one, which must be ours. */
@Tag("liquibase")
@SuppressWarnings("NullAway.Init")
class NotNullNamesIT {
    private static final String NAMED =
            "<online:setNotNullValidated tableName='item' columnName='name' constraintName='%s'/>";

    @TempDir
    Path folder;

    private OwnerDatabase database;

    private OnlineUpdate itemOn(int major) throws Exception {
        database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner().run("CREATE TABLE item (id int PRIMARY KEY, name text, CONSTRAINT taken CHECK (id > 0))");
        return new OnlineUpdate(folder, database.owner().url());
    }

    @AfterEach
    void dropIt() throws Exception {
        database.close();
    }

    @Test
    void aNotNullOfAnotherNameIsRefusedAndOfNoNameAdopted() throws Exception {
        OnlineUpdate update = itemOn(18);
        database.owner().run("ALTER TABLE item ADD CONSTRAINT by_hand NOT NULL name");

        assertThat(update.refusedUnchanged(NAMED.formatted("item_name")))
                .contains("is NOT NULL already, and not under the name item_name", "by_hand is NOT NULL name");
        assertThat(update.refusedUnchanged(NAMED.formatted("taken")))
                .contains("the name taken is taken by another constraint", "CHECK ((id > 0))");
        update.applied(NAMED.formatted("by_hand"));
    }

    @Test
    void aNotNullThatIsNotInheritedIsNoneThatIsAskedFor() throws Exception {
        OnlineUpdate update = itemOn(18);
        database.owner().run("ALTER TABLE item ADD CONSTRAINT own NOT NULL name NO INHERIT");

        assertThat(update.refusedUnchanged("<online:setNotNullValidated tableName='item' columnName='name'/>"))
                .contains("is NOT NULL already, with NO INHERIT", "ALTER CONSTRAINT");
    }

    @Test
    void aCheckOfAnotherConditionIsNeitherTakenForOursNorDropped() throws Exception {
        OnlineUpdate update = itemOn(17);
        database.owner()
                .run("ALTER TABLE item ADD CONSTRAINT item_name_online_not_null CHECK (name IS NOT NULL OR id > 5)");

        assertThat(update.refusedUnchanged("<online:setNotNullValidated tableName='item' columnName='name'/>"))
                .contains("the name item_name_online_not_null is taken by another constraint");
    }

    /** Of a row, IS NOT NULL speaks of the fields. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:setNotNullValidated tableName='item' columnName='place'/>",
                "<online:addColumnOnline tableName='item'><column name='size' type='pair' value='(1,)'>"
                        + "<constraints nullable='false'/></column></online:addColumnOnline>"
            })
    void aColumnOfACompositeTypeHasACheckThatProvesIt(String change) throws Exception {
        OnlineUpdate update = itemOn(17);
        database.owner()
                .run("CREATE TYPE pair AS (x int, y int); ALTER TABLE item ADD place pair;"
                        + " INSERT INTO item (id, place) VALUES (1, ROW(NULL, 1)), (2, ROW(NULL, NULL))");

        update.applied(change);

        try (Connection connection = database.owner().connect()) {
            assertThat(new Session(connection, sql -> {})
                            .holds("EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'item'::regclass AND attname IN"
                                    + " ('place', 'size') AND attnotnull)"))
                    .isTrue();
        }
    }
}
