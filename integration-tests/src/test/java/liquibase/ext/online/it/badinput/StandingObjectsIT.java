package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What stands already is compared with all that is asked for, and refused with both definitions when it is another; a column
 * also when it is said to be the changeSet's own.
 */
@Tag("liquibase")
@Tag("once")
class StandingObjectsIT {
    @TempDir
    Path folder;

    private OwnerDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeAnItem() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE country (id int PRIMARY KEY, code text UNIQUE)",
                        "CREATE TABLE item (id bigint PRIMARY KEY, name text)",
                        "INSERT INTO item SELECT g, 'n' || g FROM generate_series(1, 20) g");
        update = new OnlineUpdate(folder, database.owner().url());
    }

    @AfterEach
    void dropIt() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(20)                                   | type='varchar(30)' defaultValue='new'  | it is character varying(20) without default | asked for is character varying(30) DEFAULT 'new'
            varchar(30)                                   | type='varchar(30)' defaultValue='new'  | without default                             | DEFAULT 'new'
            varchar(30) DEFAULT 'old'                     | type='varchar(30)' defaultValue='new'  | DEFAULT 'old'                               | DEFAULT 'new'
            int DEFAULT 7                                 | type='int'                             | integer DEFAULT 7                           | integer without default
            numeric(8,2)                                  | type='numeric(10,2)'                   | numeric(8,2)                                | numeric(10,2)
            text COLLATE "C"                              | type='text'                            | COLLATE                                     | text without default
            text NOT NULL DEFAULT ''                      | type='text' defaultValue=''            | NOT NULL                                    | DEFAULT ''
            int GENERATED ALWAYS AS IDENTITY              | type='int'                             | integer GENERATED ALWAYS AS IDENTITY        | integer without default
            bigint GENERATED ALWAYS AS (id * 2) STORED    | type='bigint'                          | GENERATED ALWAYS AS ((id * 2)) STORED       | bigint without default
            uuid DEFAULT '00000000-0000-0000-0000-000000000001' | type='uuid' defaultValueComputed='gen_random_uuid()' | 000000000001              | gen_random_uuid()
            timestamptz                                   | type='timestamp'                       | timestamp with time zone                    | timestamp without time zone
            """)
    void aColumnOfAnotherDefinitionIsRefused(String standing, String asked, String one, String other) throws Exception {
        database.owner().run("ALTER TABLE item ADD status " + standing);

        assertThat(refusedAsOwn("<online:addColumnOnline tableName='item'><column name='status' "
                        + asked.replace("''", "&apos;&apos;").replace("=&apos;&apos;", "=''")
                        + "/></online:addColumnOnline>"))
                .contains("column status exists already", one, other, "State: nothing was changed")
                .contains("ALTER TABLE public.item RENAME COLUMN status TO status_old");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNIQUE (name) DEFERRABLE                       | name |                               | UNIQUE (name) DEFERRABLE of public.item
            UNIQUE (name, id)                              | name |                               | UNIQUE (name, id) of public.item
            UNIQUE (name) INCLUDE (id)                     | name |                               | UNIQUE (name) INCLUDE (id) of public.item
            UNIQUE (name)                                  | name | deferrable='true'             | asked for is UNIQUE (name) DEFERRABLE
            UNIQUE (name)                                  | name | nullsNotDistinct='true'       | asked for is UNIQUE NULLS NOT DISTINCT (name)
            CHECK (name <> 'x')                            | name |                               | CHECK ((name <> 'x'::text))
            """)
    void anotherConstraintOfTheNameIsRefused(String standing, String columns, String more, String shown)
            throws Exception {
        database.owner().run("ALTER TABLE item ADD CONSTRAINT item_key " + standing);

        assertThat(update.refusedUnchanged("<online:addUniqueConcurrently tableName='item' columnNames='" + columns
                        + "' constraintName='item_key' " + (more == null ? "" : more) + "/>"))
                .contains("the name item_key is taken by something else", shown, "State: nothing was changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX item_key ON item (name)                         | INDEX item_key ON public.item USING btree (name)
            CREATE UNIQUE INDEX item_key ON item (lower(name))           | lower(name)
            CREATE UNIQUE INDEX item_key ON item (name) WHERE id > 3     | WHERE (id > 3)
            CREATE UNIQUE INDEX item_key ON item (name DESC)             | name DESC
            CREATE UNIQUE INDEX item_key ON item (name text_pattern_ops) | text_pattern_ops
            CREATE UNIQUE INDEX item_key ON item (name COLLATE "C")      | COLLATE "C"
            CREATE SEQUENCE item_key                                     | a relation of kind S
            """)
    void anotherRelationOfTheNameIsRefused(String standing, String shown) throws Exception {
        database.owner().run(standing);

        assertThat(
                        update.refusedUnchanged(
                                "<online:addUniqueConcurrently tableName='item' columnNames='name' constraintName='item_key'/>"))
                .contains("the name item_key is taken by something else", shown, "State: nothing was changed");
    }

    @Test
    void anEqualConstraintOfAnotherNameIsAdoptedUnlessANameIsAskedFor() throws Exception {
        database.owner().run("ALTER TABLE item ADD CONSTRAINT by_hand UNIQUE (name)");

        assertThat(
                        update.refusedUnchanged(
                                "<online:addUniqueConcurrently tableName='item' columnNames='name' constraintName='item_key'/>"))
                .contains("not under the name item_key", "it is by_hand", "RENAME CONSTRAINT", "TO item_key");
        update.applied("<online:addUniqueConcurrently tableName='item' columnNames='name'/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FOREIGN KEY (ref) REFERENCES country (id) ON DELETE CASCADE        | ON DELETE CASCADE
            FOREIGN KEY (ref) REFERENCES country (id) ON UPDATE CASCADE        | ON UPDATE CASCADE
            FOREIGN KEY (ref) REFERENCES country (id) MATCH FULL               | MATCH FULL
            FOREIGN KEY (ref) REFERENCES country (id) DEFERRABLE               | DEFERRABLE
            CHECK (ref > 0)                                                    | CHECK ((ref > 0))
            """)
    void anotherForeignKeyOfTheNameIsRefused(String standing, String shown) throws Exception {
        database.owner().run("ALTER TABLE item ADD ref int", "ALTER TABLE item ADD CONSTRAINT item_ref " + standing);

        assertThat(
                        refusedAsOwn(
                                "<online:addColumnOnline tableName='item'><column name='ref' type='int'>"
                                        + "<constraints references='country(id)' foreignKeyName='item_ref'/></column></online:addColumnOnline>"))
                .contains("constraint item_ref exists already", shown, "REFERENCES public.country (id)");
    }

    @Test
    void aForeignKeyToAnotherTableIsRefusedAndSoIsAnotherCheck() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE land (id int PRIMARY KEY)",
                        "ALTER TABLE item ADD ref int, ADD CONSTRAINT item_ref FOREIGN KEY (ref) REFERENCES land (id),"
                                + " ADD rank int, ADD CONSTRAINT item_rank_check CHECK (rank > 10)");

        assertThat(
                        refusedAsOwn(
                                "<online:addColumnOnline tableName='item'><column name='ref' type='int'>"
                                        + "<constraints references='country(id)' foreignKeyName='item_ref'/></column></online:addColumnOnline>"))
                .contains("REFERENCES public.land(id)", "REFERENCES public.country (id)");
        assertThat(refusedAsOwn("<online:addColumnOnline tableName='item'><column name='rank' type='int'>"
                        + "<constraints checkConstraint='rank &gt; 1'/></column></online:addColumnOnline>"))
                .contains("constraint item_rank_check exists already", "CHECK ((rank > 10))", "CHECK ((rank > 1))");
    }

    private String refusedAsOwn(String change) throws Exception {
        return Scope.child(
                Map.of("liquibase.online.acceptEdited", "changelog.xml::change::it"),
                () -> update.refusedUnchanged(change));
    }
}
