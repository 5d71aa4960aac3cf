package liquibase.ext.online.change;

import liquibase.change.AbstractChange;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.jspecify.annotations.Nullable;

/** A CHECK constraint in one go. The open Liquibase has no change for it, so that this one is no change type of its own. */
@DatabaseChange(name = "addCheck", description = "Adds a CHECK constraint", priority = ChangeMetaData.PRIORITY_DEFAULT)
public final class PlainCheckChange extends AbstractChange {
    private @Nullable String catalogName;
    private @Nullable String schemaName;
    private @Nullable String tableName;
    private @Nullable String constraintName;
    private @Nullable String constraintBody;

    @DatabaseChangeProperty(description = "Name of the catalog")
    public @Nullable String getCatalogName() {
        return catalogName;
    }

    public void setCatalogName(@Nullable String catalogName) {
        this.catalogName = catalogName;
    }

    @DatabaseChangeProperty(description = "Name of the schema of the table")
    public @Nullable String getSchemaName() {
        return schemaName;
    }

    public void setSchemaName(@Nullable String schemaName) {
        this.schemaName = schemaName;
    }

    @DatabaseChangeProperty(description = "Name of the table", requiredForDatabase = "all")
    public @Nullable String getTableName() {
        return tableName;
    }

    public void setTableName(@Nullable String tableName) {
        this.tableName = tableName;
    }

    @DatabaseChangeProperty(description = "Name of the constraint", requiredForDatabase = "all")
    public @Nullable String getConstraintName() {
        return constraintName;
    }

    public void setConstraintName(@Nullable String constraintName) {
        this.constraintName = constraintName;
    }

    @DatabaseChangeProperty(
            description = "The condition that every row must fulfil, without CHECK",
            requiredForDatabase = "all")
    public @Nullable String getConstraintBody() {
        return constraintBody;
    }

    public void setConstraintBody(@Nullable String constraintBody) {
        this.constraintBody = constraintBody;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        return alter(database, "ADD CONSTRAINT " + name(database) + " CHECK (" + constraintBody + ")");
    }

    @Override
    public boolean supportsRollback(Database database) {
        return true;
    }

    @Override
    public SqlStatement[] generateRollbackStatements(Database database) {
        return alter(database, "DROP CONSTRAINT " + name(database));
    }

    private SqlStatement[] alter(Database database, String action) {
        return new SqlStatement[] {
            new RawParameterizedSqlStatement("ALTER TABLE "
                    + database.escapeTableName(catalogName, schemaName, String.valueOf(tableName)) + " " + action)
        };
    }

    private String name(Database database) {
        return database.escapeConstraintName(constraintName);
    }

    @Override
    public String getConfirmationMessage() {
        return "Check " + constraintName + " added to " + tableName;
    }
}
