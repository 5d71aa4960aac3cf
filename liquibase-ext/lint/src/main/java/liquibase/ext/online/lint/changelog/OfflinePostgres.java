package liquibase.ext.online.lint.changelog;

import java.util.Objects;
import liquibase.GlobalConfiguration;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;

/**
 * The database that the changelog will run on, as far as it is known without one. Its names and its version are what the
 * built-in parameters of a changelog have for their values, and these are taken once, when the parameters are made.
 */
final class OfflinePostgres extends PostgresDatabase {
    /** The database that every server has; where its name is not known, nothing about locks depends on it. */
    private static final String USUAL_DATABASE = "postgres";

    private final String catalog;

    OfflinePostgres(ChangelogRequest request) {
        setConnection(new OfflineConnection(
                "offline:postgresql?version=" + request.version().major(), request.resources()));
        catalog = Objects.requireNonNullElse(request.session().database(), USUAL_DATABASE);
        setDefaultSchemaName(request.session().defaultSchema());
        setLiquibaseSchemaName(Objects.requireNonNullElse(
                GlobalConfiguration.LIQUIBASE_SCHEMA_NAME.getCurrentValue(), getDefaultSchemaName()));
        setOutputDefaultSchema(false);
    }

    @Override
    public String getDefaultCatalogName() {
        return catalog;
    }

    /** As a server says it, not as Liquibase names a connection to none. */
    @Override
    public String getDatabaseProductName() {
        return PRODUCT_NAME;
    }
}
