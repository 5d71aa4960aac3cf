package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table that inherits count where the stock change asks them: for CHECK and NOT NULL, and for no key. */
@Tag("liquibase")
class InheritedRowsIT {
    private static final String UNIQUE =
            "<online:addUniqueConcurrently tableName='person' columnNames='email' constraintName='person_email_key'/>";

    @TempDir
    Path folder;

    private OwnerDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeAPersonWhoIsAnEmployeeToo() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE person (id bigint PRIMARY KEY, email text)",
                        "CREATE TABLE employee (salary int) INHERITS (person)",
                        "INSERT INTO person VALUES (1, 'a@x.org'), (2, 'b@x.org')",
                        "INSERT INTO employee VALUES (1, 'a@x.org', 100), (3, 'a@x.org', 100), (4, NULL, 100)");
        update = new OnlineUpdate(folder, database.owner().url());
    }

    @AfterEach
    void dropThem() throws Exception {
        database.close();
    }

    @Test
    void aUniqueConstraintIsOfTheTableAlone() throws Exception {
        update.applied(UNIQUE);
    }

    @Test
    void duplicatesAreThoseOfTheTableAlone() throws Exception {
        database.owner().run("INSERT INTO person VALUES (5, 'b@x.org')");

        assertThat(update.refused(UNIQUE))
                .contains("1 values of (email) stand in more than one row", "b@x.org", "FROM ONLY public.person")
                .doesNotContain("a@x.org");
    }

    @Test
    void aForeignKeyIsOfTheTableAloneAndSoAreTheRowsThatItNames() throws Exception {
        database.owner().run("CREATE TABLE boss (id bigint PRIMARY KEY)", "INSERT INTO boss VALUES (1)");

        assertThat(
                        update.refused(
                                "<online:addColumnOnline tableName='person'><column name='boss' type='bigint'"
                                        + " valueComputed='id'><constraints references='boss(id)' foreignKeyName='f'/></column></online:addColumnOnline>"))
                .contains("1 rows of public.person reference no row of public.boss", "id=2");
    }

    @Test
    void notNullIsOfAllThatInherit() throws Exception {
        assertThat(update.refused("<online:setNotNullValidated tableName='person' columnName='email'/>"))
                .contains("1 rows have NULL in email", "ctid=(0,3)");
    }
}
