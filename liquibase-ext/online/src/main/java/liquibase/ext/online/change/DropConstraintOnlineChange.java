package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.DropForeignKeyConstraintChange;
import liquibase.change.core.DropUniqueConstraintChange;
import liquibase.database.Database;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.DropSteps;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * dropForeignKeyConstraint, dropUniqueConstraint, dropPrimaryKey and dropCheckConstraint: PostgreSQL drops all of them by one
 * statement and under the same locks, so that there is one change with the attributes of each.
 */
@AutoService(Change.class)
@DatabaseChange(
        name = "dropConstraintOnline",
        description = "Drops a constraint of any kind without making others wait for its locks",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = {"uniqueConstraint", "foreignKey", "primaryKey"})
public final class DropConstraintOnlineChange extends DropChange<DropUniqueConstraintChange> {
    private @Nullable String tableName;
    private @Nullable String schemaName;
    private @Nullable String baseTableName;
    private @Nullable String baseTableSchemaName;
    private @Nullable String baseTableCatalogName;
    private @Nullable Boolean dropIndex;

    public DropConstraintOnlineChange() {
        super(new DropUniqueConstraintChange());
    }

    @DatabaseChangeProperty(description = "Name of the table; or say baseTableName")
    public @Nullable String getTableName() {
        return tableName;
    }

    public void setTableName(@Nullable String tableName) {
        this.tableName = tableName;
        stock().setTableName(tableName);
    }

    @DatabaseChangeProperty(description = "Name of the schema of the table")
    public @Nullable String getSchemaName() {
        return schemaName;
    }

    public void setSchemaName(@Nullable String schemaName) {
        this.schemaName = schemaName;
        stock().setSchemaName(schemaName);
    }

    @DatabaseChangeProperty(description = "The table, as dropForeignKeyConstraint names it")
    public @Nullable String getBaseTableName() {
        return baseTableName;
    }

    public void setBaseTableName(@Nullable String baseTableName) {
        this.baseTableName = baseTableName;
        stock().setTableName(baseTableName);
    }

    @DatabaseChangeProperty(description = "Its schema, as dropForeignKeyConstraint names it")
    public @Nullable String getBaseTableSchemaName() {
        return baseTableSchemaName;
    }

    public void setBaseTableSchemaName(@Nullable String baseTableSchemaName) {
        this.baseTableSchemaName = baseTableSchemaName;
        stock().setSchemaName(baseTableSchemaName);
    }

    @DatabaseChangeProperty(description = "Has no meaning on PostgreSQL")
    public @Nullable String getBaseTableCatalogName() {
        return baseTableCatalogName;
    }

    public void setBaseTableCatalogName(@Nullable String baseTableCatalogName) {
        this.baseTableCatalogName = baseTableCatalogName;
        stock().setCatalogName(baseTableCatalogName);
    }

    @DatabaseChangeProperty(
            description = "Whether the index goes with a primary key; on PostgreSQL it does, and false is refused")
    public @Nullable Boolean getDropIndex() {
        return dropIndex;
    }

    public void setDropIndex(@Nullable Boolean dropIndex) {
        this.dropIndex = dropIndex;
    }

    @Override
    public List<String> replacedNames() {
        return List.of("dropForeignKeyConstraint", "dropUniqueConstraint", "dropPrimaryKey");
    }

    @Override
    protected List<String> problems(Target target) {
        if ((tableName == null) == (baseTableName == null)) {
            return List.of("one of tableName and baseTableName is required, and not both");
        }
        return Boolean.FALSE.equals(dropIndex)
                ? List.of("dropIndex is false: PostgreSQL keeps no index of a constraint without it")
                : List.of();
    }

    @Override
    protected String object(Target target) {
        return table(target) + " (" + Sql.name(constraint(target)) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return DropSteps.constraint(table(target), constraint(target));
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        return Target.isPostgres(database) || baseTableName == null
                ? super.generateStatements(database)
                : foreignKey().generateStatements(database);
    }

    private DropForeignKeyConstraintChange foreignKey() {
        DropForeignKeyConstraintChange key = new DropForeignKeyConstraintChange();
        key.setBaseTableCatalogName(baseTableCatalogName);
        key.setBaseTableSchemaName(baseTableSchemaName);
        key.setBaseTableName(baseTableName);
        key.setConstraintName(stock().getConstraintName());
        return key;
    }

    @Override
    public String getConfirmationMessage() {
        return "Constraint " + stock().getConstraintName() + " dropped from " + stock().getTableName();
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }

    private String constraint(Target target) {
        return target.column(stock().getConstraintName());
    }
}
