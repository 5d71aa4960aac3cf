package liquibase.ext.online.plan;

import liquibase.ext.online.sql.ForeignKey;
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
        @Nullable String remarks) {}
