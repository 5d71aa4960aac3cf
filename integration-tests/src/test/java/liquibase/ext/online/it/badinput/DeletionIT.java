package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What forbids to delete rows in batches, known before the first of them goes. */
@SuppressWarnings("NullAway.Init")
class DeletionIT {
    private static final String DELETE =
            "<online:deleteInBatches tableName='orders' %s><where>id &lt;= 40</where></online:deleteInBatches>";

    @TempDir
    Path folder;

    private TestDatabase database;
    private OnlineUpdate update;

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void open(int major, String... further) throws Exception {
        database = PostgresServer.of(major).freshDatabase();
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, name varchar(20), parent int)",
                "INSERT INTO orders SELECT n, 'name' FROM generate_series(1, 50) n");
        database.run(further);
        update = new OnlineUpdate(folder, database.url());
    }

    private String refused(String attributes) throws Exception {
        String message = update.refusedUnchanged(DELETE.formatted(attributes));
        assertThat(Catalog.strings(database, "SELECT count(*)::text FROM orders"))
                .containsExactly("50");
        assertThat(message).contains("State: nothing was changed");
        return message;
    }

    private void deletes(String attributes) throws Exception {
        update.applied(DELETE.formatted(attributes));
        assertThat(Catalog.strings(database, "SELECT count(*)::text FROM orders"))
                .containsExactly("10");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void rowsOfOtherTablesAreCountedAndGoOnlyWhenThatIsAllowed(int major) throws Exception {
        open(
                major,
                "CREATE TABLE line (id int PRIMARY KEY, order_id int REFERENCES orders ON DELETE CASCADE)",
                "CREATE INDEX ON line (order_id)",
                "CREATE TABLE \"Note\" (order_id int REFERENCES orders ON DELETE SET NULL)",
                "CREATE INDEX ON \"Note\" (order_id)",
                "CREATE TABLE bill (order_id int REFERENCES orders ON DELETE NO ACTION)",
                "CREATE INDEX ON bill (order_id)",
                "INSERT INTO line SELECT n, n % 50 + 1 FROM generate_series(1, 2000) n",
                "INSERT INTO \"Note\" VALUES (3), (45), (NULL)");
        assertThat(refused(""))
                .contains(
                        "2 foreign keys take rows of other tables along",
                        "line_order_id_fkey of line ON DELETE CASCADE, where more than 1000 rows reference these",
                        "\"Note_order_id_fkey\" of \"Note\" ON DELETE SET NULL, where 1 rows reference these",
                        "set allowCascade=\"true\"");
        deletes("allowCascade='true'");
        assertThat(Catalog.strings(database, "SELECT count(*)::text FROM line")).containsExactly("400");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void referencesWithoutAnIndexAreNamed(int major) throws Exception {
        open(
                major,
                "CREATE TABLE line (a int, order_id int REFERENCES orders)",
                "CREATE INDEX ON line (a, order_id)",
                "CREATE INDEX ON line (order_id) WHERE a > 0",
                "INSERT INTO line SELECT n, 50 FROM generate_series(1, 300) n",
                "ANALYZE line",
                "CREATE TABLE indexed (a int, order_id int REFERENCES orders)",
                "CREATE INDEX ON indexed (order_id, a)");
        assertThat(refused(""))
                .contains(
                        "1 foreign keys have no index on their referencing columns",
                        "line_order_id_fkey of public.line (order_id), about 300 rows",
                        "createIndexConcurrently",
                        "allowUnindexedReferences=\"true\"");
        deletes("allowUnindexedReferences='true'");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aKeyOfSeveralColumnsAndOfPartitionsIsJudgedOnce(int major) throws Exception {
        open(
                major,
                "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)) PARTITION BY HASH (a)",
                "CREATE TABLE p_0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE p_1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "CREATE TABLE line (x int, y int, FOREIGN KEY (x, y) REFERENCES p (a, b)) PARTITION BY HASH (x)",
                "CREATE TABLE line_0 PARTITION OF line FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "INSERT INTO p SELECT n, n FROM generate_series(1, 9) n");
        String all = "<online:deleteInBatches tableName='p'/>";
        assertThat(update.refusedUnchanged(all)).contains("1 foreign keys have no index", "of public.line (x, y)");
        database.run("CREATE INDEX ON line (y, x)");
        update.applied(all);
        assertThat(Catalog.strings(database, "SELECT count(*)::text FROM p")).containsExactly("0");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void rowsThatReferenceEachOtherAreRefusedAndThoseThatReferenceThemselvesAreNot(int major) throws Exception {
        open(
                major,
                "ALTER TABLE orders ADD FOREIGN KEY (parent) REFERENCES orders",
                "CREATE INDEX ON orders (parent)",
                "UPDATE orders SET parent = id",
                "UPDATE orders SET parent = 3 WHERE id IN (9, 10)");
        assertThat(refused(""))
                .contains(
                        "rows to be deleted reference each other by 1 foreign keys",
                        "orders_parent_fkey, by 2 of them");
        String drop = "ALTER TABLE orders DROP CONSTRAINT orders_parent_fkey";
        String add = "ALTER TABLE orders ADD FOREIGN KEY (parent) REFERENCES orders";
        database.run(drop, add + " ON DELETE RESTRICT");
        assertThat(refused("")).contains("rows to be deleted reference each other by 1 foreign keys");
        database.run(drop, add);
        database.run("UPDATE orders SET parent = NULL WHERE id = 9", "UPDATE orders SET parent = 10 WHERE id = 10");
        deletes("");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anArchiveThatWouldLoseValuesIsRefused(int major) throws Exception {
        open(
                major,
                "CREATE TABLE old (id smallint, name varchar(10), parent int GENERATED ALWAYS AS (1) STORED, extra int NOT NULL)");
        assertThat(refused("archiveTo='old'"))
                .contains(
                        "4 of",
                        "column id is smallint there and integer here",
                        "column name is character varying(10) there and character varying(20) here",
                        "column parent is generated there",
                        "column extra must have a value there");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatMayNotBeTheArchiveIsRefused(int major) throws Exception {
        open(
                major,
                "CREATE TABLE child () INHERITS (orders)",
                "CREATE VIEW seen AS SELECT * FROM orders",
                "CREATE TABLE ruled (LIKE orders)",
                "CREATE RULE nothing AS ON INSERT TO ruled DO INSTEAD NOTHING");
        assertThat(refused("archiveTo='child'")).contains("public.child and public.orders have a part in common");
        assertThat(refused("archiveTo='seen'")).contains("public.seen is a view, not a table");
        assertThat(refused("archiveTo='nowhere'")).contains("table public.nowhere does not exist");
        assertThat(refused("archiveTo='ruled'")).contains("rule nothing on INSERT into public.ruled");
        database.run("ALTER TABLE child ADD further int", "CREATE TABLE fine (LIKE orders)");
        assertThat(refused("archiveTo='fine'")).contains("column further of public.child is none of the table");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatTheServerWouldRefuseInTheMiddleIsRefusedAtTheStart(int major) throws Exception {
        open(major);
        assertThat(update.refusedUnchanged(
                        "<online:deleteInBatches tableName='orders'><where>idd = 1</where></online:deleteInBatches>"))
                .contains("column \"idd\" does not exist", "State: nothing was changed");
        database.run("CREATE RULE kept AS ON DELETE TO orders DO INSTEAD NOTHING");
        assertThat(refused("")).contains("rule kept on DELETE from public.orders", "DISABLE RULE kept");
        database.run("DROP RULE kept ON orders", "CREATE TABLE keyless (id int)");
        database.run("CREATE PUBLICATION all_rows FOR TABLE keyless");
        assertThat(update.refusedUnchanged("<online:deleteInBatches tableName='keyless'/>"))
                .contains("REPLICA IDENTITY FULL");
    }
}
