package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.change.AddColumnConfig;
import liquibase.change.ConstraintsConfig;
import liquibase.ext.online.recipe.NewColumn;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SequenceNextValueFunction;
import org.jspecify.annotations.Nullable;

/** A column of the changelog as one that can be added online, and what cannot. */
final class ColumnRules {
    private static final Pattern SERIAL = Pattern.compile("(?i)(small|big)?serial[248]?");
    private static final Pattern GENERATED = Pattern.compile("(?is).*\\bgenerated\\b.*");
    private static final Pattern VIRTUAL =
            Pattern.compile("(?is)(.+?)\\s+generated\\s+always\\s+as\\s*\\((.*)\\)\\s*virtual\\s*");
    private static final Pattern REFERENCES = Pattern.compile("(?:([^.()]+)\\.)?([^.()]+)\\(([^()]+)\\)");

    private ColumnRules() {}

    static List<String> problems(AddColumnConfig column, PgVersion version) {
        List<String> problems = new ArrayList<>();
        if (column.getName() == null || column.getType() == null) {
            return List.of("each column needs a name and a type");
        }
        String name = "column " + column.getName() + ": ";
        if (column.getBeforeColumn() != null || column.getAfterColumn() != null || column.getPosition() != null) {
            problems.add(name + "PostgreSQL adds columns at the end; leave out beforeColumn, afterColumn and position");
        }
        if (Boolean.TRUE.equals(column.isAutoIncrement())
                || SERIAL.matcher(column.getType()).matches()) {
            problems.add(name
                    + "adding a serial or identity column rewrites the table in every version. Create a sequence, add"
                    + " the column here with defaultValueComputed=\"nextval('the_sequence')\", and make the sequence OWNED BY"
                    + " the column");
        }
        boolean virtual = VIRTUAL.matcher(column.getType()).matches() && version.hasVirtualGeneratedColumns();
        if (GENERATED.matcher(column.getType()).matches() && !virtual) {
            problems.add(name
                    + "adding a stored generated column rewrites the table. From PostgreSQL 18 on use VIRTUAL; before that,"
                    + " add a plain column, keep it up to date with a trigger, and fill it with backfillInBatches");
        }
        if (column.getValueObject() instanceof DatabaseFunction value && new Expression(value.getValue()).isNull()) {
            problems.add(name + "the rows are NULL without a value; leave it out");
        }
        ConstraintsConfig constraints = column.getConstraints();
        Stream.of(
                        text(column.getDefaultValueObject()),
                        text(column.getValueObject()),
                        constraints == null ? null : constraints.getCheckConstraint())
                .filter(Objects::nonNull)
                .filter(text -> !new Expression(text).isWhole())
                .forEach(text -> problems.add(name + "this is no single expression: " + text));
        if (constraints != null) {
            if (Boolean.TRUE.equals(constraints.isPrimaryKey())) {
                problems.add(
                        name + "a primary key cannot be added with the column. Add the column NOT NULL and unique here;"
                                + " then attach its index: ALTER TABLE … ADD PRIMARY KEY USING INDEX …");
            }
            if (references(constraints) && referenced(constraints) == null) {
                problems.add(name + "references must read table(column), with a schema before it where needed");
            }
            if (Boolean.FALSE.equals(constraints.getValidateNullable())
                    || Boolean.FALSE.equals(constraints.getValidateUnique())) {
                problems.add(name
                        + "validateNullable=false and validateUnique=false mean nothing to PostgreSQL; leave them out");
            }
        }
        return problems;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof DatabaseFunction function && !(value instanceof SequenceNextValueFunction)
                ? function.getValue()
                : null;
    }

    static NewColumn column(AddColumnConfig column, Target target) {
        ConstraintsConfig constraints =
                column.getConstraints() == null ? new ConstraintsConfig() : column.getConstraints();
        Object byDefault = column.getDefaultValueObject();
        String name = target.column(column.getName());
        return new NewColumn(
                name,
                type(column, target),
                generated(column),
                byDefault == null ? null : target.expression(byDefault),
                column.getValueObject() == null ? null : target.value(column),
                Boolean.FALSE.equals(constraints.isNullable()),
                exact(target, constraints.getNotNullConstraintName()),
                Boolean.TRUE.equals(constraints.isUnique()),
                exact(target, constraints.getUniqueConstraintName()),
                foreignKey(name, constraints, target),
                exact(target, constraints.getForeignKeyName()),
                !Boolean.FALSE.equals(constraints.getValidateForeignKey()),
                check(constraints.getCheckConstraint()),
                column.getRemarks());
    }

    private static @Nullable String exact(Target target, @Nullable String name) {
        return name == null ? null : target.column(name);
    }

    private static String type(AddColumnConfig column, Target target) {
        Matcher virtual = VIRTUAL.matcher(column.getType());
        return target.type(virtual.matches() ? virtual.group(1) : column.getType());
    }

    private static @Nullable String generated(AddColumnConfig column) {
        Matcher virtual = VIRTUAL.matcher(column.getType());
        return virtual.matches() ? virtual.group(2) : null;
    }

    private static @Nullable String check(@Nullable String written) {
        if (written == null) {
            return null;
        }
        List<Token> tokens = SqlLexer.tokens(written);
        int last = tokens.size() - 1;
        if (last < 2
                || !tokens.get(0).is("CHECK")
                || !tokens.get(1).is("(")
                || !tokens.get(last).is(")")) {
            return written;
        }
        String inner = written.substring(tokens.get(1).end(), tokens.get(last).start());
        return new Expression(inner).isWhole() ? inner : written;
    }

    private static boolean references(ConstraintsConfig constraints) {
        return constraints.getReferences() != null || constraints.getReferencedTableName() != null;
    }

    /** Schema, table and columns of {@code schema.table(column)}. */
    private static @Nullable Matcher referenced(ConstraintsConfig constraints) {
        String text = constraints.getReferences() != null
                ? constraints.getReferences()
                : (constraints.getReferencedTableSchemaName() == null
                                ? ""
                                : constraints.getReferencedTableSchemaName() + ".")
                        + constraints.getReferencedTableName() + "(" + constraints.getReferencedColumnNames() + ")";
        Matcher matcher =
                REFERENCES.matcher(text.replaceAll("\\s*([.(),])\\s*", "$1").strip());
        return matcher.matches() ? matcher : null;
    }

    private static @Nullable ForeignKey foreignKey(String column, ConstraintsConfig constraints, Target target) {
        Matcher referenced = references(constraints) ? referenced(constraints) : null;
        if (referenced == null) {
            return null;
        }
        List<String> columns = Arrays.stream(referenced.group(3).split(","))
                .map(target::column)
                .toList();
        return new ForeignKey(
                List.of(column),
                target.table(referenced.group(1), referenced.group(2)),
                columns,
                Boolean.TRUE.equals(constraints.isDeleteCascade())
                        ? ForeignKey.Action.CASCADE
                        : ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION,
                Deferral.of(
                        Boolean.TRUE.equals(constraints.isDeferrable()),
                        Boolean.TRUE.equals(constraints.isInitiallyDeferred())));
    }
}
