package liquibase.ext.online.it.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;

/** Every change type, one after the other, on the table of a {@link Shape}. */
final class ProductChangelog {
    static final int CHANGE_SETS = 4;

    /** Differs from run to run in value, not in which rows have one and that no two are the same. */
    static final String VARYING = "token";

    static final String FILE = "changelog.yaml";
    private static final String TEXT = """
            databaseChangeLog:
            - changeSet:
                id: add
                author: fault
                changes:
                - addColumnOnline:
                    tableName: product
                    %1$s
                    columns:
                    - column: { name: token, type: uuid, defaultValueComputed: gen_random_uuid(), constraints: { nullable: false } }
                    - column: { name: status, type: varchar(10), defaultValue: new, constraints: { nullable: false } }
                    - column:
                        name: category_id
                        type: bigint
                        defaultValueNumeric: 1
                        constraints: { %2$s }
            - changeSet:
                id: fill
                author: fault
                changes:
                - backfillInBatches:
                    tableName: product
                    %1$s
                    columns:
                    - column: { name: sku, valueComputed: "'PROD-' || id" }
            - changeSet:
                id: unique
                author: fault
                changes:
                - addUniqueConcurrently: { tableName: product, columnNames: "id, sku", constraintName: product_sku_key }
            - changeSet:
                id: require
                author: fault
                changes:
                - setNotNullValidated: { tableName: product, columnName: sku }
            """;

    private ProductChangelog() {}

    static void write(Path folder, Shape shape, Variant variant) throws IOException {
        String constraints = shape.mayHaveForeignKey()
                ? "references: category(id), foreignKeyName: product_category_fk"
                : "nullable: true";
        Files.writeString(
                Files.createDirectories(folder).resolve(FILE), TEXT.formatted(variant.attributes(), constraints));
    }

    /** Commands over the changelog in this folder, on the database at this JDBC URL. */
    static Commands on(String url, Path folder, SqlListener listener) {
        return new Commands(folder, FILE, Map.entry("url", url), listener);
    }

    /** How many rows the backfill has written and committed. */
    static long filled(TestDatabase database) throws SQLException {
        return Long.parseLong(Catalog.strings(database, "SELECT count(*) FROM writes WHERE by = 'fill'")
                .get(0));
    }

    /**
     * The rows that stand against the law of each check, which must give none once the update is done. A check that is
     * made to be dropped again is found done by what it has proved.
     */
    static List<String> checks() {
        return List.of(
                "SELECT 'written ' || count(*) || ' times by ' || by || ': ' || id FROM writes GROUP BY id, by HAVING count(*) > 1",
                "SELECT 'changelog lock held by ' || lockedby FROM databasechangeloglock WHERE locked",
                "SELECT 'not finished: ' || to_jsonb(t)::text FROM databasechangelogonline AS t WHERE kind IN ('begun', 'fill')"
                        + " AND status <> 'done'",
                "SELECT 'taken for somebody else''s: ' || to_jsonb(t)::text FROM databasechangelogonline AS t WHERE kind = 'object'"
                        + " AND status = 'adopted' AND step NOT LIKE '%_online_not_null'",
                "SELECT 'still handed out: ' || to_jsonb(s)::text FROM databasechangelogonline_stretch AS s",
                "SELECT t.id || ' counted ' || rows_written || ' rows and not ' || n FROM databasechangelogonline AS t,"
                        + " LATERAL (SELECT count(*) AS n FROM writes WHERE by = t.id) AS w WHERE kind = 'fill' AND rows_written <> n",
                "SELECT 'setting changed: ' || to_jsonb(s)::text FROM pg_db_role_setting AS s",
                "SELECT 'changeSets run: ' || count(*) FROM databasechangelog HAVING count(*) <> " + CHANGE_SETS);
    }
}
