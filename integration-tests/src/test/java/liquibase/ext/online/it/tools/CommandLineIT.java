package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("liquibase")
class CommandLineIT {
    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void makeADatabase() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        connection = database.connect();
    }

    @AfterEach
    void dropIt() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void aSecondUpdateChangesNothing() throws Exception {
        run("update");
        Product.assertApplied(connection);

        List<String> before = Product.everything(connection);
        run("update");
        assertThat(Product.everything(connection)).isEqualTo(before);
    }

    @Test
    void theScriptOfUpdateSqlDoesWhatUpdateDoes() throws Exception {
        String script = run("update-sql");
        assertThat(Product.columns(connection)).as("printing changes nothing").isEmpty();

        PsqlScript.run(database, script);

        Product.assertApplied(connection);
        assertThat(run("status")).contains("is up to date");
    }

    @Test
    void rollbackTakesTheOnlineChangesBackAndTheyGoOnAgain() throws Exception {
        run("update");
        run("rollback-count", "--count=4");
        assertThat(Product.history(connection)).isEqualTo(Product.STOCK);
        assertThat(Product.columns(connection)).containsExactly("id", "name");

        run("update");
        Product.assertApplied(connection);
    }

    @Test
    void theScriptOfRollbackDoesWhatRollbackDoes() throws Exception {
        run("update");
        String script = run("rollback-count-sql", "--count=4");
        Product.assertApplied(connection);

        PsqlScript.run(database, script);

        assertThat(Product.history(connection)).isEqualTo(Product.STOCK);
        assertThat(Product.columns(connection)).containsExactly("id", "name");
    }

    @Test
    void theScriptOfFutureRollbackUndoesALaterUpdate() throws Exception {
        run("update-count", "--count=2");
        String script = run("future-rollback-sql");
        run("update");

        PsqlScript.run(database, script);

        assertThat(Product.history(connection)).isEqualTo(Product.STOCK);
        assertThat(Product.columns(connection)).containsExactly("id", "name");
    }

    @Test
    void updateTestingRollbackEndsWithEverythingApplied() throws Exception {
        run("update-testing-rollback");
        Product.assertApplied(connection);
    }

    @Test
    void statusNamesWhatIsPending() throws Exception {
        run("update-count", "--count=2");
        assertThat(run("status", "--verbose"))
                .contains("4 changesets have not been applied", "add-sku", "sku-not-null")
                .doesNotContain("make-product");
    }

    @Test
    void validateFindsNothingWrong() throws Exception {
        run("validate");
        assertThat(Product.columns(connection)).isEmpty();
    }

    private String run(String command, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        all[0] = "--url=" + database.url();
        all[1] = "--changelog-file=" + Product.CHANGELOG;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(command, all);
    }
}
