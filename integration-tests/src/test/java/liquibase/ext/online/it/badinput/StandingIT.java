package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message says of the state is what is there. */
@Tag("liquibase")
class StandingIT {
    private static final String FILL = "<online:backfillInBatches tableName='doc' batchSize='500'>"
            + "<column name='title' valueComputed=\"'doc ' || id\"/></online:backfillInBatches>";

    @TempDir
    Path folder;

    private OwnerDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeDocuments() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE doc (id bigint PRIMARY KEY, archived boolean NOT NULL DEFAULT false, title text)",
                        "INSERT INTO doc SELECT n, n > 1990 FROM generate_series(1, 2000) n",
                        "ANALYZE doc");
        update = new OnlineUpdate(folder, database.owner().url());
    }

    @AfterEach
    void dropThem() throws Exception {
        database.close();
    }

    private void onUpdate(String body) throws Exception {
        database.owner()
                .run(
                        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.archived THEN "
                                + body + "; END IF; RETURN NEW; END $$",
                        "CREATE TRIGGER keep BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION keep()");
    }

    @Test
    void rowsThatStandBehindATriggerThatSkipsOthers() throws Exception {
        onUpdate("RETURN NULL");
        assertThat(update.refused(FILL)).contains("State: 1990 rows were written by this run and stay");
        assertThat(update.refused(FILL)).contains("State: nothing was changed in this run");
    }

    @Test
    void rowsThatStandBesideOnesThatAreRefused() throws Exception {
        onUpdate("RAISE EXCEPTION 'no' USING ERRCODE = '23514'");
        assertThat(update.refused(FILL)).contains("State: 1990 rows were written by this run and stay");
    }

    @Test
    void rowsThatStandWhenTheConnectionIsLost() throws Exception {
        database.owner()
                .run(
                        "CREATE SEQUENCE n",
                        "CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('public.n') > 1200 THEN"
                                + " PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(10); END IF; RETURN NEW; END $$",
                        "CREATE TRIGGER kill BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION kill()");
        String message = update.refused(FILL);
        String written = Catalog.strings(database.admin(), "SELECT count(title)::text FROM doc")
                .get(0);
        assertThat(Integer.parseInt(written)).isPositive();
        assertThat(message).contains("State: " + written + " rows were written by this run and stay");
    }

    @Test
    void stepsThatStandAreNamed() throws Exception {
        assertThat(
                        update.refused(
                                "<online:addColumnOnline tableName='doc'><column name='sku' type='text' valueComputed=\"'x'\">"
                                        + "<constraints unique='true' uniqueConstraintName='doc_sku'/></column></online:addColumnOnline>"))
                .contains(
                        "State: what this run did before stands, and is not repeated (add column sku, fill column sku");
    }
}
