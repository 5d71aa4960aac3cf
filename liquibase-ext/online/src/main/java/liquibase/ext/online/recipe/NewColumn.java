package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Volatility;
import org.jspecify.annotations.Nullable;

/**
 * A column to be added, all expressions as SQL text.
 *
 * @param type as CREATE TABLE takes it
 * @param generated the expression of a virtual generated column, which PostgreSQL has from 18 on
 * @param defaultExpression for later rows and, where there is no {@code value}, for the rows that exist
 * @param value for the rows that exist
 * @param notNullName of the NOT NULL constraint, from PostgreSQL 18 on
 * @param unique whether values are unique
 * @param uniqueName null for a generated name
 * @param foreignKeyName null for a generated name
 * @param validateForeignKey whether rows that exist must have a referenced row
 * @param check the condition of a CHECK constraint
 */
public record NewColumn(
        String name,
        String type,
        @Nullable String generated,
        @Nullable String defaultExpression,
        @Nullable String value,
        boolean notNull,
        @Nullable String notNullName,
        boolean unique,
        @Nullable String uniqueName,
        @Nullable ForeignKey foreignKey,
        @Nullable String foreignKeyName,
        boolean validateForeignKey,
        @Nullable String check,
        @Nullable String remarks) {

    public NewColumn {
        generated = closed(generated);
        defaultExpression = closed(defaultExpression);
        value = closed(value);
        check = closed(check);
    }

    /** The column as ADD COLUMN takes it, its values computed where it is generated, else with this default. */
    AddColumn addition(@Nullable String byDefault, boolean isNotNull) {
        return generated == null
                ? AddColumn.of(name, type, byDefault, isNotNull)
                : new AddColumn(
                        false, new Column(name, type, null, List.of(new ColumnConstraint.Generated(generated, false))));
    }

    /** A constant default, kept in the catalog, makes NOT NULL free; so does a table that has no rows. */
    boolean notNullFromTheStart() {
        return notNull && generated == null && notNullName == null && value == null && !defaultMayBeVolatile();
    }

    /** Whether the default is not one that PostgreSQL keeps in the catalog for the rows that exist, for all we know. */
    boolean defaultMayBeVolatile() {
        return defaultExpression != null && Volatility.of(defaultExpression).mayBeVolatile();
    }

    /** Whether the column may have to be there without its default for a while. */
    boolean defaultIsSetLater() {
        return defaultExpression != null && (value != null || defaultMayBeVolatile());
    }

    /** The name of the CHECK constraint, which Liquibase lets nobody choose. */
    String checkName(QualifiedName table) {
        return GeneratedName.of(table.name(), List.of(name), "check");
    }

    private static @Nullable String closed(@Nullable String text) {
        return text == null ? null : new Expression(text).closed();
    }
}
