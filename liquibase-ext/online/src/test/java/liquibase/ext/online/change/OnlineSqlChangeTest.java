package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlineSqlChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    short        | {sql: "ALTER TABLE product ADD note text; ALTER TABLE product ALTER note SET DEFAULT 'x;y'; -- the end"}
                    concurrently | {sql: "CREATE INDEX CONCURRENTLY product_name ON product (name); DROP INDEX CONCURRENTLY IF EXISTS old_index"}
                    new-table    | {sql: "CREATE TABLE t (id int); CREATE INDEX t_id ON t (id); INSERT INTO t SELECT id FROM product"}
                    validate     | {sql: "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT c"}
                    delimiter    | {sql: "CREATE VIEW v AS SELECT 1 AS x\\nGO\\nCOMMENT ON VIEW v IS 'GO on'", endDelimiter: "\\nGO"}
                    allowed      | {sql: "ALTER TABLE product ALTER stock TYPE bigint; VACUUM product", allowBlocking: the table has ten rows}
                    other-dbms   | {sql: "whatever", dbms: h2}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("onlineSql/" + name, "onlineSql: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {sql: " "}                                                | sql is required
                    {sql: "-- nothing"}                                       | there is no statement in it
                    {sql: "SELECT 1", allowBlocking: " "}                     | allowBlocking needs the reason
                    {sql: "CREATE INDEX i ON t (a)"}                          | statement 1 (CREATE INDEX i ON t (a)) stops others for a time that grows with the table: use createIndexConcurrently
                    {sql: "CREATE INDEX i ON t (a)", allowBlocking: small}    | use createIndexConcurrently
                    {sql: "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES r"}     | write instead, one by one: ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES r NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c
                    {sql: "SELECT 1; ALTER TABLE t ALTER a SET NOT NULL"}     | statement 2 (ALTER TABLE t ALTER COLUMN a SET NOT NULL) stops others for a time that grows with the table: use setNotNullValidated
                    {sql: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)"}        | use addUniqueConcurrently
                    {sql: "ALTER TABLE t ADD CHECK (a > 0)"}                 | use addCheckValidated
                    {sql: "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r (b)"}   | use addForeignKeyValidated
                    {sql: "ALTER TABLE t ADD a uuid DEFAULT random_uuid()"}   | use addColumnOnline
                    {sql: "UPDATE t SET a = 1"}                               | use backfillInBatches
                    {sql: "DELETE FROM t"}                                    | use deleteInBatches
                    {sql: "ALTER TABLE t ALTER a TYPE bigint"}                | stops others for a time that grows with the table (t: ACCESS EXCLUSIVE, table rewrite); if that may be, say why in allowBlocking
                    {sql: "CLUSTER t"}                                        | say why in allowBlocking
                    {sql: "FROBNICATE t"}                                     | is of a kind that is not known, so that nobody knows whom it stops
                    {sql: "BEGIN; SELECT 1; COMMIT"}                          | statement 1 (BEGIN) has no effect on the others
                    {sql: "SET LOCAL lock_timeout = '1s'"}                    | has no effect on the others
                    {sql: "LOCK TABLE t"}                                     | has no effect on the others
                    {sql: "ALTER TABLE p DETACH PARTITION q CONCURRENTLY"}    | cannot run in a transaction, and nothing tells afterwards whether it ran
                    {sql: "CREATE INDEX CONCURRENTLY ON t (a)"}               | cannot run in a transaction
                    {sql: "CREATE TABLE n (a int); CREATE INDEX i ON m (a)"}  | statement 2
                    {sqll: "SELECT 1"}                                        | did you mean sql?
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("onlineSql: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void theReasonIsNoPartOfTheCheckSum() {
        assertThat(Changelog.change("onlineSql: {sql: VACUUM t, allowBlocking: a reason}")
                        .generateCheckSum())
                .isEqualTo(Changelog.change("onlineSql: {sql: VACUUM t}").generateCheckSum());
    }
}
