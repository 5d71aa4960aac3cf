package liquibase.ext.online.change;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import liquibase.Scope;
import liquibase.change.ColumnConfig;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.datatype.DataTypeFactory;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.ext.online.change.OnlineStatement.Direction;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.PlanText;
import liquibase.ext.online.plan.ScriptRows;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SequenceNextValueFunction;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import liquibase.structure.DatabaseObject;
import liquibase.structure.core.Column;
import liquibase.structure.core.Index;
import liquibase.structure.core.Sequence;
import liquibase.structure.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * The database that a change is planned for: its version, its way with names and values, and whether it runs the plan or
 * prints it.
 *
 * @param partitioned whether a printed script is for a partitioned table
 */
public record Target(Database database, Settings settings, boolean partitioned) {

    /** PostgreSQL itself; CockroachDB and others share its class and not its locks. */
    public static boolean isPostgres(Database database) {
        return database instanceof PostgresDatabase && "postgresql".equals(database.getShortName());
    }

    /** The server's version; the newest that we know where an offline URL names none. */
    PgVersion version() {
        try {
            PgVersion version = new PgVersion(database.getDatabaseMajorVersion());
            return version.major() >= 100 ? PgVersion.NEWEST : version;
        } catch (DatabaseException unknown) {
            return PgVersion.NEWEST;
        }
    }

    Circumstances circumstances() {
        return new Circumstances(version(), settings, partitioned);
    }

    /** A table as Liquibase would name it: in the default schema unless it says otherwise, folded where it is not quoted. */
    QualifiedName table(@Nullable String schema, String table) {
        boolean named = schema != null && !schema.isBlank();
        String where = named ? schema : offline() ? null : database.getDefaultSchemaName();
        return new QualifiedName(
                where == null ? null : exact(where, liquibase.structure.core.Schema.class), exact(table, Table.class));
    }

    /** An index, which stands in the schema of its table. */
    QualifiedName index(@Nullable String schema, String name) {
        return table(schema, name).sibling(index(name));
    }

    /** A name that PostgreSQL reads already, in the schema that Liquibase works in; offline as it is. */
    QualifiedName inDefaultSchema(QualifiedName name) {
        return offline() ? name : new QualifiedName(database.getDefaultSchemaName(), name.name());
    }

    String column(String name) {
        return exact(name, Column.class);
    }

    /** Columns of a list with commas between. */
    List<String> columns(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(this::column)
                .toList();
    }

    /**
     * What is wrong with columnNames; empty where nothing is.
     *
     * @param what these columns are
     */
    static Optional<String> problemOfColumnNames(@Nullable String names, String what) {
        if (names == null || names.isBlank()) {
            return Optional.of("columnNames is required: " + what);
        }
        return Arrays.stream(names.split(",", -1)).anyMatch(String::isBlank)
                ? Optional.of("columnNames is \"" + names + "\": a name is missing between two commas")
                : Optional.empty();
    }

    String index(String name) {
        return exact(name, Index.class);
    }

    /** The name in the catalog: PostgreSQL folds what Liquibase does not quote, and cuts what is too long. */
    private String exact(String name, Class<? extends DatabaseObject> type) {
        String escaped = database.escapeObjectName(name.strip(), type);
        return GeneratedName.kept(
                escaped.startsWith("\"")
                        ? escaped.substring(1, escaped.length() - 1).replace("\"\"", "\"")
                        : escaped.toLowerCase(Locale.ROOT));
    }

    /** A column type of the changelog as PostgreSQL's. */
    String type(String type) {
        return DataTypeFactory.getInstance()
                .fromDescription(type, database)
                .toDatabaseDataType(database)
                .toSql();
    }

    /** A value of the changelog as SQL. */
    String expression(Object value) {
        if (value instanceof SequenceNextValueFunction next) {
            return "nextval(" + Sql.literal(sequence(next).toString()) + ")";
        }
        if (value instanceof DatabaseFunction function) {
            return database.generateDatabaseFunctionValue(function);
        }
        if (value instanceof String text) {
            return text.equalsIgnoreCase("null")
                    ? "NULL"
                    : text.equalsIgnoreCase(database.getCurrentDateTimeFunction()) ? text : Sql.literal(text);
        }
        return DataTypeFactory.getInstance().fromObject(value, database).objectToSql(value, database);
    }

    /** Stock changes take a dot for part of the name; here it parts schema and name. */
    private QualifiedName sequence(SequenceNextValueFunction next) {
        int dot = next.getValue().lastIndexOf('.');
        String schema = next.getSchemaName() != null
                ? next.getSchemaName()
                : dot < 0 ? null : next.getValue().substring(0, dot);
        return new QualifiedName(
                schema == null ? null : exact(schema, liquibase.structure.core.Schema.class),
                exact(next.getValue().substring(dot + 1), Sequence.class));
    }

    /** The value that a column is to get, as SQL; {@code NULL} when it has none. */
    String value(ColumnConfig column) {
        Object value = column.getValueObject();
        return value == null ? "NULL" : expression(value);
    }

    private boolean offline() {
        return database.getConnection() == null || database.getConnection() instanceof OfflineConnection;
    }

    /** The plan as something to run, or as the script that update-sql prints. */
    SqlStatement[] statements(OnlineChange<?> change, Plan plan, Direction direction) {
        Plan due = direction == Direction.BACKWARDS && isOnlyMarked(change)
                ? new Plan(plan.operation(), plan.object(), List.of())
                : plan;
        boolean live = !offline()
                && Scope.getCurrentScope()
                        .getSingleton(ExecutorService.class)
                        .getExecutor("jdbc", database)
                        .updatesDatabase();
        return live
                ? new SqlStatement[] {new OnlineStatement(change, due, direction, this)}
                : script(change, due, direction).stream()
                        .map(RawParameterizedSqlStatement::new)
                        .toArray(SqlStatement[]::new);
    }

    /** Liquibase rolls back also what a precondition kept from running, where all that stands was there before. */
    private boolean isOnlyMarked(OnlineChange<?> change) {
        if (offline() || change.getChangeSet() == null || OwnTransaction.isInRollbackBlock(change)) {
            return false;
        }
        try {
            return new History(database).isOnlyMarked(History.origin(change));
        } catch (DatabaseException unread) {
            throw new UnexpectedLiquibaseException("the history cannot be read: " + unread.getMessage(), unread);
        }
    }

    /** The plan as a script. */
    List<String> script(OnlineChange<?> change, Plan plan, Direction direction) {
        return PlanText.of(plan, version(), settings, rows(change, direction));
    }

    /** A change that belongs to no changeSet, and one in a rollback block, leave nothing. */
    private ScriptRows rows(OnlineChange<?> change, Direction direction) {
        if (change.getChangeSet() == null || OwnTransaction.isInRollbackBlock(change)) {
            return ScriptRows.NONE;
        }
        History history = new History(database);
        StateTable table = History.stateTable(database, offline() ? null : database.getLiquibaseSchemaName());
        return direction == Direction.FORWARDS
                ? new ScriptRows.Forwards(table, history.changelog(), History.unranEdition(change))
                : new ScriptRows.Backwards(table, history.changelog(), History.origin(change));
    }
}
