package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Type;
import org.jspecify.annotations.Nullable;

/** A column's definition, taken apart into what costs nothing and what goes through the rows. */
record NewColumnParts(Column column, List<Part> parts) {
    /**
     * One constraint.
     *
     * @param name empty where PostgreSQL chooses
     */
    record Part(String name, ColumnConstraint constraint) {}

    /** A UNIQUE or PRIMARY KEY. */
    record NamedKey(String name, ColumnConstraint.Key key) {}

    /** What is checked row by row, and what a chosen name calls it. */
    record Checked(AddConstraint.Definition definition, String label) {}

    static NewColumnParts of(Column column) {
        List<Part> parts = new ArrayList<>();
        for (ColumnConstraint constraint : column.constraints()) {
            parts.add(
                    constraint instanceof ColumnConstraint.Named named
                            ? new Part(named.name(), named.constraint())
                            : new Part("", constraint));
        }
        return new NewColumnParts(column, parts);
    }

    String name() {
        return column.name();
    }

    String type() {
        return column.type();
    }

    @Nullable
    String defaultExpression() {
        return column.defaultExpression();
    }

    /** Whether it has a sequence of its own. */
    boolean isNumbered() {
        return Type.of(type()).isSerial() || isIdentity();
    }

    boolean isIdentity() {
        return parts.stream().anyMatch(part -> part.constraint() instanceof ColumnConstraint.Identity);
    }

    /** Whether it is NOT NULL, and no row gets a value. */
    boolean lacksValue() {
        return parts.stream().anyMatch(part -> part.constraint() instanceof ColumnConstraint.NotNull)
                && (!column.fillsRows() || "null".equalsIgnoreCase(defaultExpression()))
                && primaryKey().isEmpty();
    }

    /** The expression of what is computed and stored. */
    Optional<String> generated() {
        for (Part part : parts) {
            if (part.constraint() instanceof ColumnConstraint.Generated generated && generated.stored()) {
                return Optional.of(generated.expression());
            }
        }
        return Optional.empty();
    }

    Optional<NamedKey> unique() {
        return key(false);
    }

    Optional<NamedKey> primaryKey() {
        return key(true);
    }

    private Optional<NamedKey> key(boolean primary) {
        for (Part part : parts) {
            if (part.constraint() instanceof ColumnConstraint.Key key && key.primary() == primary) {
                return Optional.of(new NamedKey(part.name(), key));
            }
        }
        return Optional.empty();
    }

    /** CHECK constraints and foreign keys by name; at most one of them has none. */
    Map<String, Checked> checks() {
        Map<String, Checked> checks = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.constraint() instanceof ColumnConstraint.Checked check) {
                checks.put(part.name(), new Checked(check.definition(), "check"));
            } else if (part.constraint() instanceof ColumnConstraint.References references) {
                checks.put(part.name(), new Checked(references.of(name()), "fkey"));
            }
        }
        return checks;
    }

    /** The column without what goes through the rows. */
    Column bare() {
        List<ColumnConstraint> others = new ArrayList<>(column.constraints());
        others.removeIf(each -> {
            ColumnConstraint constraint = each instanceof ColumnConstraint.Named named ? named.constraint() : each;
            return constraint instanceof ColumnConstraint.Key
                    || constraint instanceof ColumnConstraint.Checked
                    || constraint instanceof ColumnConstraint.References;
        });
        return new Column(name(), type(), column.storage(), column.collation(), others);
    }

    /** addColumnOnline, where it knows everything that the definition says. */
    Optional<ChangeForm> form(QualifiedName table, Known known) {
        Map<String, String> constraints = new LinkedHashMap<>();
        @Nullable String value = null;
        boolean sayable = column.storage().isEmpty() && column.collation() == null;
        for (Part part : parts) {
            if (part.constraint() instanceof ColumnConstraint.Default given) {
                value = given.expression();
            } else if (part.constraint() instanceof ColumnConstraint.NotNull notNull && !notNull.noInherit()) {
                constraints.put("nullable", "false");
            } else if (part.constraint() instanceof ColumnConstraint.Key key && isPlain(key)) {
                ChangeForm.putAll(constraints, "unique", "true", "uniqueConstraintName", part.name());
            } else if (part.constraint() instanceof ColumnConstraint.References references && isPlain(references)) {
                put(constraints, table, part, references.key(), known);
            } else if (!(part.constraint() instanceof ColumnConstraint.Null)) {
                sayable = false;
            }
        }
        return sayable
                ? Optional.of(ChangeForm.of("addColumnOnline", table)
                        .column(
                                constraints,
                                "name",
                                name(),
                                "type",
                                SqlTypes.written(type()),
                                "defaultValueComputed",
                                value))
                : Optional.empty();
    }

    private static boolean isPlain(ColumnConstraint.Key key) {
        return !key.primary()
                && !key.nullsNotDistinct()
                && key.parameters() == null
                && key.tablespace() == null
                && key.deferral() == Deferral.NOT_DEFERRABLE;
    }

    private static boolean isPlain(ColumnConstraint.References references) {
        ForeignKey key = references.key();
        return references.enforced()
                && key.form().equals(ForeignKey.Form.PLAIN)
                && (key.onDelete() == ForeignKey.Action.NO_ACTION || key.onDelete() == ForeignKey.Action.CASCADE)
                && key.onUpdate() == ForeignKey.Action.NO_ACTION
                && key.deferral() == Deferral.NOT_DEFERRABLE
                && key.referencedColumns().size() == 1;
    }

    private void put(Map<String, String> constraints, QualifiedName table, Part part, ForeignKey key, Known known) {
        ChangeForm.putAll(
                constraints,
                "foreignKeyName",
                part.name().isEmpty() ? known.chosenName(table, List.of(name()), "fkey") : part.name(),
                "referencedTableSchemaName",
                key.referencedTable().schema(),
                "referencedTableName",
                key.referencedTable().name(),
                "referencedColumnNames",
                String.join(", ", key.referencedColumns()),
                "deleteCascade",
                ChangeForm.ifTrue(key.onDelete() == ForeignKey.Action.CASCADE));
    }
}
