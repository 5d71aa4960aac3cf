package liquibase.ext.online.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.badinput.OnlineUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.ContainerFetchException;

/**
 * Online changes on a server in a container, whatever the other tests run on. Without a Docker engine it is skipped;
 * {@code TESTCONTAINERS_LANE=required}, or {@code CI=true} where an engine answers, makes it an error not to run.
 */
class TestcontainersIT {
    @TempDir
    Path folder;

    @Test
    void onlineChangesRunInAContainer() throws Exception {
        try (PostgresServer server = container();
                TestDatabase database = server.freshDatabase()) {
            assertThat(server).hasToString("PostgreSQL 17 (Testcontainers)");
            database.run(
                    "CREATE TABLE product (id int PRIMARY KEY, sku text)",
                    "INSERT INTO product SELECT n FROM generate_series(1, 100) AS n");

            new OnlineUpdate(folder, database.url()).applied("""
                    <online:backfillInBatches tableName="product" batchSize="30">
                      <column name="sku" valueComputed="'PROD-' || id"/>
                    </online:backfillInBatches>
                    </changeSet>
                    <changeSet id="unique" author="it">
                      <online:addUniqueConcurrently tableName="product" columnNames="sku" constraintName="product_sku"/>
                    </changeSet>
                    <changeSet id="not-null" author="it">
                      <online:setNotNullValidated tableName="product" columnName="sku"/>
                    """);

            assertThatThrownBy(() -> database.run("INSERT INTO product VALUES (101, NULL)"))
                    .hasMessageContaining("null value in column");
            assertThatThrownBy(() -> database.run("INSERT INTO product VALUES (101, 'PROD-100')"))
                    .hasMessageContaining("product_sku");
        }
    }

    private static PostgresServer container() {
        boolean asked = "required".equals(System.getenv("TESTCONTAINERS_LANE"));
        boolean engine = ContainerServers.usable();
        assumeTrue(asked || engine, "no Docker engine answers, so nothing was tried in a container");
        try {
            return new ContainerServers().start(PostgresServer.USUAL_MAJOR, Map.of());
        } catch (ContainerFetchException noImage) {
            if (asked || "true".equals(System.getenv("CI"))) {
                throw noImage;
            }
            return abort("the image cannot be had, so nothing was tried in a container: " + noImage.getMessage());
        }
    }
}
