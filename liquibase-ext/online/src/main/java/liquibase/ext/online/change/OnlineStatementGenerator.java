package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGenerator;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.AbstractSqlGenerator;

/** The text of a plan that runs, for logs and reports. */
@SuppressWarnings("rawtypes")
@AutoService(SqlGenerator.class)
public final class OnlineStatementGenerator extends AbstractSqlGenerator<OnlineStatement> {
    @Override
    public ValidationErrors validate(
            OnlineStatement statement, Database database, SqlGeneratorChain<OnlineStatement> chain) {
        return new ValidationErrors();
    }

    @Override
    public Sql[] generateSql(OnlineStatement statement, Database database, SqlGeneratorChain<OnlineStatement> chain) {
        return statement.script().stream().map(UnparsedSql::new).toArray(Sql[]::new);
    }
}
