package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.LiquibaseTableNames;
import liquibase.database.OfflineConnection;
import liquibase.exception.DatabaseException;
import liquibase.executor.ExecutorService;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.statement.core.RawParameterizedSqlStatement;

/** Tells Liquibase that the state tables are no part of the application's schema, and drops them where it drops its own. */
@AutoService(LiquibaseTableNames.class)
public final class StateTableNames implements LiquibaseTableNames {
    @Override
    public List<String> getLiquibaseGeneratedTableNames(Database database) {
        if (!Target.isPostgres(database)) {
            return List.of();
        }
        StateTable state = History.stateTable(database, null);
        return List.of(state.main().name(), state.stretches().name());
    }

    @Override
    public void destroy(Database database) throws DatabaseException {
        if (!Target.isPostgres(database) || database.getConnection() instanceof OfflineConnection) {
            return;
        }
        StateTable state = History.stateTable(database, database.getLiquibaseSchemaName());
        for (QualifiedName table : List.of(state.stretches(), state.main())) {
            Scope.getCurrentScope()
                    .getSingleton(ExecutorService.class)
                    .getExecutor("jdbc", database)
                    .execute(new RawParameterizedSqlStatement("DROP TABLE IF EXISTS " + table));
        }
        database.commit();
    }

    /** Behind Liquibase's own. */
    @Override
    public int getOrder() {
        return 100;
    }
}
