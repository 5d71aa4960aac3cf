package liquibase.ext.online.it.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.fill.ProgressTables;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Activity;
import liquibase.ext.online.server.Blockers;
import liquibase.ext.online.server.Server;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.StateTables;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Nothing of ours is looked up on the search_path, and all of the author's is: every statement is run where lookalikes of
 * all functions, operators, types and catalogs come before the true ones, and none is hit.
 */
@SuppressWarnings("NullAway.Init")
class SearchPathIT {
    private static final String AUTHORS_PATH = "hostile, own, public, pg_catalog";

    /** All that is the author's is in the schema own, and named without it. */
    private static final String[] OWN = {
        "CREATE SCHEMA own",
        "CREATE TABLE own.calls (what varchar(40))",
        "CREATE FUNCTION own.noted(what varchar) RETURNS void LANGUAGE sql AS $$ INSERT INTO own.calls VALUES (what) $$",
        "CREATE FUNCTION own.label(id bigint) RETURNS varchar LANGUAGE plpgsql AS $$ BEGIN PERFORM noted('label');"
                + " RETURN pg_catalog.concat('L', id); END $$",
        "CREATE FUNCTION own.checked(n int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN"
                + " RETURN n OPERATOR(pg_catalog.>=) 0; END $$",
        "CREATE FUNCTION own.busy() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN false; END $$",
        "CREATE FUNCTION own.touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM noted('trigger');"
                + " RETURN NEW; END $$",
        "CREATE FUNCTION own.committed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM noted('commit');"
                + " RETURN NEW; END $$",
        "CREATE FUNCTION own.refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.n OPERATOR(pg_catalog.=) 77"
                + " THEN RAISE EXCEPTION 'not 77'; END IF; RETURN NEW; END $$",
        "CREATE DOMAIN own.plain AS int",
        "CREATE DOMAIN own.amount AS int CHECK (own.checked(VALUE))",
        "CREATE TABLE category (id bigint PRIMARY KEY)",
        "INSERT INTO category VALUES (1)",
        "CREATE TABLE product (id bigint PRIMARY KEY, n int, name varchar(40))",
        "INSERT INTO product SELECT n, n, 'name' FROM generate_series(1, 5000) n",
        "CREATE UNIQUE INDEX older ON product (n)",
        "CREATE INDEX product_name ON product (name)",
        "CREATE TABLE dropped (id int PRIMARY KEY, n int CONSTRAINT dropped_n CHECK (own.checked(n)), category_id bigint REFERENCES"
                + " category, other bigint REFERENCES category)",
        "CREATE TABLE dropper (dropped_id int REFERENCES dropped)",
        "CREATE VIEW dropped_view AS SELECT id FROM dropped",
        "CREATE TRIGGER touched BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION own.touched()",
        "CREATE CONSTRAINT TRIGGER committed AFTER UPDATE ON product DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                + " EXECUTE FUNCTION own.committed()",
        "CREATE TABLE part (id int, n int, name varchar(40), PRIMARY KEY (id)) PARTITION BY HASH (id)",
        "CREATE TABLE part_0 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "CREATE INDEX part_name ON part (name)",
        "INSERT INTO part SELECT n, n, 'name' FROM generate_series(1, 500) n",
        "CREATE TABLE gone (id int PRIMARY KEY, n int, parent int REFERENCES gone)",
        "CREATE TABLE kept (LIKE gone INCLUDING ALL)",
        "INSERT INTO gone SELECT n, n FROM generate_series(1, 500) n",
        "CREATE TABLE keyless (id int, n int) PARTITION BY HASH (id)",
        "CREATE TABLE keyless_0 PARTITION OF keyless FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
        "INSERT INTO keyless SELECT n, n FROM generate_series(1, 500) n",
    };

    /** Key column types, values made of n, and the key. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "k_int", List.of("int", "n", "PRIMARY KEY (id)"),
            "k_small", List.of("smallint", "n", "PRIMARY KEY (id)"),
            "k_uuid", List.of("uuid", "md5(n::text)::uuid", "PRIMARY KEY (id)"),
            "k_text", List.of("text", "'t' || n", "PRIMARY KEY (id)"),
            "k_pair", List.of("bigint", "n", "PRIMARY KEY (id, n)"),
            "k_array", List.of("int[]", "ARRAY[n]", "PRIMARY KEY (id)"),
            "k_domain", List.of("own.amount", "n", "PRIMARY KEY (id)"),
            "k_none", List.of("int", "n", "CHECK (true)"));

    @TempDir
    Path folder;

    private OwnerDatabase database;

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void open(int major) throws SQLException {
        database = OwnerDatabase.on(PostgresServer.of(major));
        Plants.in(database.admin());
        database.owner().run(OWN);
        for (Map.Entry<String, List<String>> key : KEYS.entrySet()) {
            List<String> shape = key.getValue();
            database.owner()
                    .run(
                            "CREATE TABLE " + key.getKey() + " (id " + shape.get(0)
                                    + ", n int, sku varchar(40), note varchar(40), " + shape.get(2) + ")",
                            "INSERT INTO " + key.getKey() + " SELECT " + shape.get(1)
                                    + ", n FROM generate_series(1, 300) n",
                            "CREATE TRIGGER refused BEFORE UPDATE ON " + key.getKey()
                                    + " FOR EACH ROW EXECUTE FUNCTION own.refused()");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void noPlantIsHitAndTheAuthorsOwnIsFound(int major) throws Exception {
        open(major);
        update(changelog());
        assertThat(calls("label")).as("values, by each worker").isGreaterThanOrEqualTo(5000);
        assertThat(calls("trigger")).isGreaterThanOrEqualTo(5000);
        assertThat(calls("commit")).isGreaterThanOrEqualTo(5000);
        assertThat(calls("sql")).isEqualTo(1);
        for (String table : KEYS.keySet()) {
            assertThat(number("SELECT count(*) FROM " + table + " WHERE sku IS NULL"))
                    .as(table)
                    .isEqualTo(1);
        }
        assertSilent();
        commands("changelog.yaml").run("rollbackCount", Map.entry("count", 24));
        assertThat(number("SELECT count(*) FROM pg_indexes WHERE indexname = 'older'"))
                .as("an index that became a constraint is there again")
                .isEqualTo(1);
        assertSilent();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void noPlantIsHitByALookThatFindsSomething(int major) throws Exception {
        open(major);
        refused(1, "addUniqueConcurrently: {schemaName: public, tableName: product, columnNames: name}", "name");
        refused(
                2,
                "setNotNullValidated: {schemaName: public, tableName: k_int, columnName: sku}",
                "300 rows have NULL");
        refused(
                3,
                "addColumnOnline: {schemaName: public, tableName: k_int, onRowError: skip, columns: [{column: {name: c, type: bigint,"
                        + " valueComputed: 'n', constraints: {foreignKeyName: c_fk, references: public.category(id)}}}]}",
                "category");
        refused(
                4,
                "addColumnOnline: {schemaName: public, tableName: k_pair, onRowError: skip, columns: [{column: {name: c, type: int,"
                        + " valueComputed: 'OPERATOR(pg_catalog.-) n', constraints: {checkConstraint: checked(c)}}}]}",
                "checked(c)");
        database.admin().run("CREATE EXTENSION citext");
        database.owner()
                .run(
                        "CREATE TABLE code (code citext PRIMARY KEY)",
                        "INSERT INTO code VALUES ('a')",
                        "CREATE TABLE used (id int PRIMARY KEY, text citext)",
                        "INSERT INTO used VALUES (1, 'A'), (2, 'a'), (3, 'x')");
        refused(
                5,
                "addColumnOnline: {schemaName: public, tableName: used, columns: [{column: {name: code, type: citext,"
                        + " valueComputed: 'used.text', constraints: {foreignKeyName: code_fk,"
                        + " references: public.code(code)}}}]}",
                "1 rows of public.used reference no row of public.code: id=3: x");
        database.owner()
                .run(
                        "CREATE TABLE child (id int PRIMARY KEY, gone_id int REFERENCES gone ON DELETE CASCADE)",
                        "INSERT INTO child VALUES (1, 1), (2, 2)",
                        "UPDATE gone SET parent = 1 WHERE id = 2");
        refused(
                6,
                "deleteInBatches: {schemaName: public, tableName: gone, where: 'checked(n)'}",
                "child_gone_id_fkey of child ON DELETE CASCADE, where 2 rows reference these");
        refused(
                7,
                "deleteInBatches: {schemaName: public, tableName: gone, where: 'checked(n)', allowCascade: true}",
                "child_gone_id_fkey of public.child (gone_id), about 0 rows");
        refused(
                8,
                "deleteInBatches: {schemaName: public, tableName: gone, where: 'checked(n)', allowCascade: true,"
                        + " allowUnindexedReferences: true}",
                "gone_parent_fkey, by 1 of them");
        refused(
                9,
                "deleteInBatches: {schemaName: public, tableName: gone, archiveTo: code, where: 'checked(n)'}",
                "column id is missing there");
        database.owner()
                .run(
                        "CREATE TABLE codes (code citext, n int, UNIQUE (n, code))",
                        "INSERT INTO codes VALUES ('a', 1), ('a', 2), ('a', 3)");
        refused(
                10,
                "addForeignKeyValidated: {baseTableSchemaName: public, baseTableName: used, baseColumnNames: 'text, id',"
                        + " constraintName: used_fk, referencedTableSchemaName: public, referencedTableName: codes,"
                        + " referencedColumnNames: 'code, n'}",
                "1 rows of public.used reference no row of public.codes: id=3: x, 3");
        assertSilent();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void noPlantIsHitByWhatCommandsAndSessionsAsk(int major) throws Exception {
        open(major);
        update(changeSet(
                1,
                "backfillInBatches: {schemaName: public, tableName: k_none, columns: [{column: {name: sku, value: x}}],"
                        + " onRowError: skip}"));
        try (Connection connection = database.owner().connect()) {
            armed(connection);
            new Server(new Session(connection, sql -> {})).check(true);
            Session session = Session.ofTransactions(connection);
            ProgressTables tables = new ProgressTables(
                    new StateTables(StateTable.in("public", "databasechangelog"), "databasechangelog"));
            assertThat(tables.all(session)).hasSize(1);
            tables.ask(session, tables.all(session).get(0), ProgressTables.Request.PAUSE);
            Activity activity = new Activity(session);
            activity.builds();
            activity.works(1);
            activity.inTheWayOf(1, "id");
            new Blockers(session, true).of(Map.of("public.product", LockMode.EXCLUSIVE));
        }
        assertSilent();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void noPlantIsHitByAScript(int major) throws Exception {
        open(major);
        for (String table : KEYS.keySet()) {
            database.owner().run("DELETE FROM " + table + " WHERE n = 77");
        }
        Files.writeString(folder.resolve("script.yaml"), "databaseChangeLog:\n" + changelog());
        runScript(commands("script.yaml").run("updateSql"));
        assertThat(number("SELECT count(*) FROM product WHERE token IS NULL")).isZero();
        runScript(commands("script.yaml").run("rollbackCountSql", Map.entry("count", 24)));
        assertThat(number("SELECT count(*) FROM pg_attribute WHERE attname = 'token' AND NOT attisdropped"))
                .isZero();
    }

    private void runScript(String script) throws Exception {
        PsqlScript.run(
                database.owner(),
                "SET search_path TO " + AUTHORS_PATH + ";\n"
                        + script.replace("SET lock_timeout = 0;", "SET lock_timeout = 0; SET hostile.armed = on;")
                                .replace("RESET lock_timeout;", "RESET lock_timeout; RESET hostile.armed;"));
        assertSilent();
    }

    private static void armed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + AUTHORS_PATH);
            statement.execute(Plants.TEMPORARY);
            statement.execute("SET hostile.armed = on");
        }
    }

    private static String changelog() {
        StringBuilder changes = new StringBuilder();
        int id = 1;
        changes.append(changeSet(id++, """
                addColumnOnline: {schemaName: public, tableName: product, parallelism: 3, pauseWhile: busy(), maxActiveSessions: 1000,
                    maxReplicaLag: 10s, maxSlotWal: 100GB, maxLockWaiters: 10, columns: [
                    {column: {name: token, type: varchar(40), valueComputed: label(id),
                      constraints: {nullable: false, unique: true}}},
                    {column: {name: category_id, type: bigint, valueNumeric: 1, remarks: it,
                      constraints: {foreignKeyName: product_category_fk, references: public.category(id)}}},
                    {column: {name: rank, type: int, defaultValueComputed: 'checked(1)::int', constraints: {checkConstraint: checked(rank)}}},
                    {column: {name: paid, type: plain}}]}"""));
        for (String table : KEYS.keySet().stream().sorted().toList()) {
            changes.append(changeSet(
                    id++,
                    "backfillInBatches: {schemaName: public, tableName: " + table
                            + ", onRowError: skip, vacuum: \"on\", parallelism: 2, batchSize: 100, columns: [{column: {name: sku,"
                            + " valueComputed: label(n)}}, {column: {name: note, value: it}}]}"));
        }
        changes.append(changeSet(
                id++,
                "backfillInBatches: {schemaName: public, tableName: part, where: 'checked(n) AND name OPERATOR(pg_catalog.=) ''name''',"
                        + " columns: [{column: {name: name, valueComputed: label(id)}}]}"));
        changes.append(changeSet(
                        id++,
                        "deleteInBatches: {schemaName: public, tableName: gone, archiveTo: kept, allowUnindexedReferences: true,"
                                + " parallelism: 2, batchSize: 100, where: 'checked(n)', vacuum: \"on\"}")
                + "    rollback: [empty: {}]\n");
        changes.append(changeSet(
                        id++,
                        "onlineSql: {sql: 'ALTER TABLE product ALTER name SET DEFAULT ''x''; SELECT noted(''sql''); VACUUM product', allowBlocking: it}")
                + "    rollback: [empty: {}]\n");
        changes.append(
                changeSet(id++, "addUniqueConcurrently: {schemaName: public, tableName: product, columnNames: n}"));
        changes.append(
                changeSet(
                        id++,
                        "addUniqueConcurrently: {schemaName: public, tableName: part, columnNames: 'id, n', partitioned: true}"));
        changes.append(
                changeSet(
                        id++,
                        "createIndexConcurrently: {schemaName: public, tableName: part, indexName: part_index, unique: true,"
                                + " partitioned: true, where: 'id OPERATOR(pg_catalog.>) 0', columns: [{column: {name: id}}, {column: {name: n, descending: true}}]}"));
        changes.append(
                changeSet(
                        id++,
                        "dropIndexConcurrently: {schemaName: public, tableName: product, indexName: product_name}\n    rollback: []"));
        changes.append(
                changeSet(
                        id++,
                        "dropIndexConcurrently: {schemaName: public, indexName: part_name, partitioned: true}\n    rollback: []"));
        changes.append(
                changeSet(
                        id++,
                        "dropConstraintOnline: {schemaName: public, tableName: dropped, constraintName: dropped_n}\n    rollback: []"));
        changes.append(
                changeSet(
                        id++,
                        "dropColumnOnline: {schemaName: public, tableName: dropped, columnName: category_id}\n    rollback: []"));
        changes.append(
                changeSet(
                        id++,
                        "dropTableOnline: {schemaName: public, tableName: dropped, cascadeConstraints: true}\n    rollback: []"));
        changes.append(changeSet(
                id++,
                "addForeignKeyValidated: {baseTableSchemaName: public, baseTableName: part, baseColumnNames: n,"
                        + " constraintName: part_product_fk, referencedTableSchemaName: public, referencedTableName:"
                        + " product, referencedColumnNames: id, partitioned: true}"));
        changes.append(
                changeSet(
                        id++,
                        "addPrimaryKeyConcurrently: {schemaName: public, tableName: keyless, columnNames: 'id, n', partitioned: true}"));
        changes.append(
                changeSet(
                        id++,
                        "addCheckValidated: {schemaName: public, tableName: part, constraintName: part_checked, constraintBody: 'checked(n)', partitioned: true}"));
        changes.append(changeSet(
                id,
                "setNotNullValidated: {schemaName: public, tableName: product, columnName: n, defaultNullValue: 1}"));
        return changes.toString();
    }

    private static String changeSet(int id, String change) {
        return "- changeSet:\n    id: " + id + "\n    author: it\n    changes:\n      - " + change + "\n";
    }

    private void refused(int id, String change, String message) {
        assertThatThrownBy(() -> update(changeSet(id, change))).hasMessageContaining(message);
    }

    private void update(String changeSets) throws Exception {
        Files.writeString(
                folder.resolve("changelog.yaml"),
                "databaseChangeLog:\n" + """
                - changeSet:
                    id: path
                    author: it
                    runAlways: true
                    changes:
                      - sql: {sql: "SET search_path TO %s"}
                      - sql: {sql: "%s", splitStatements: false}
                """.formatted(AUTHORS_PATH, Plants.TEMPORARY) + changeSets);
        commands("changelog.yaml").update();
    }

    private Commands commands(String file) {
        return new Commands(folder, file, Map.entry("url", database.owner().url()), new SqlListener());
    }

    private void assertSilent() throws SQLException {
        assertThat(Plants.hits(database.admin())).as("plants that were hit").isZero();
    }

    private long calls(String what) throws SQLException {
        return number("SELECT count(*) FROM own.calls WHERE what = '" + what + "'");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
