package liquibase.ext.online.lint.catalog;

import java.util.List;
import java.util.Objects;
import liquibase.ext.online.lint.catalog.ColumnInfo.Origin;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Type;
import org.jspecify.annotations.Nullable;

/** What a column's definition leaves behind. */
final class Columns {
    private final Contents objects;
    private final Constraints constraints;

    Columns(Contents objects, Constraints constraints) {
        this.objects = objects;
        this.constraints = constraints;
    }

    /** The phases in which CREATE TABLE makes constraints; they decide which name is taken first. */
    enum Phase {
        CHECK,
        NOT_NULL,
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY
    }

    /** ADD COLUMN, on partitions and inheriting tables too. */
    void add(Table table, Column column) {
        if (table.columns.containsKey(column.name())) {
            return;
        }
        addPlain(table, column);
        inheritColumn(table, column.name());
        for (Phase phase : Phase.values()) {
            addConstraints(table, column, phase);
        }
    }

    private void inheritColumn(Table table, String column) {
        ColumnInfo parent = Objects.requireNonNull(table.columns.get(column));
        for (Table child : table.children) {
            child.columns.putIfAbsent(column, parent);
            objects.types.use(child, parent.type());
            inheritColumn(child, column);
        }
    }

    /** The column without its constraints. */
    void addPlain(Table table, Column column) {
        Type type = objects.types.of(column.type());
        String collation =
                column.collation() == null ? null : column.collation().toString();
        ColumnInfo info = new ColumnInfo(
                column.name(),
                column.type(),
                false,
                ColumnInfo.valueOf(column.defaultExpression()),
                Origin.PLAIN,
                null,
                collation);
        if (type.isSerial()) {
            SequenceInfo sequence = ownSequence(table, column.name());
            String next = "nextval("
                    + Sql.literal(objects.names.shown(sequence.name()).toString()) + "::regclass)";
            info = new ColumnInfo(column.name(), belowSerial(type.name()), false, next, Origin.SERIAL, null, collation);
        }
        for (ColumnConstraint each : column.constraints()) {
            ColumnConstraint constraint = each instanceof ColumnConstraint.Named named ? named.constraint() : each;
            if (constraint instanceof ColumnConstraint.Generated generated) {
                info = info.withOrigin(
                        generated.stored() ? Origin.GENERATED_STORED : Origin.GENERATED_VIRTUAL,
                        generated.expression());
            } else if (constraint instanceof ColumnConstraint.Identity identity) {
                ownSequence(table, column.name());
                info = info.withOrigin(identity.always() ? Origin.IDENTITY_ALWAYS : Origin.IDENTITY_BY_DEFAULT, null);
            }
        }
        table.columns.put(column.name(), info);
        objects.useSequence(table, info.defaultExpression());
        objects.types.use(table, info.type());
    }

    private static String belowSerial(String serial) {
        return switch (serial) {
            case "smallserial", "serial2" -> "smallint";
            case "bigserial", "serial8" -> "bigint";
            default -> "integer";
        };
    }

    /** A sequence that goes with a column, by the name that PostgreSQL gives it. */
    SequenceInfo ownSequence(Table table, String column) {
        String name = objects.names.chooseRelation(table.name(), column, "seq", false);
        SequenceInfo sequence = new SequenceInfo(table.name().sibling(name));
        sequence.ownedBy(table, column);
        objects.names.add(sequence);
        return sequence;
    }

    /** Those constraints of a column that belong to a phase. */
    void addConstraints(Table table, Column column, Phase phase) {
        if (phase == Phase.NOT_NULL && isImpliedNotNull(column)) {
            constraints.setNotNull(table, column.name(), nameOfNotNull(column), true);
        }
        for (ColumnConstraint each : column.constraints()) {
            String name = each instanceof ColumnConstraint.Named named ? named.name() : null;
            ColumnConstraint constraint = each instanceof ColumnConstraint.Named named ? named.constraint() : each;
            addConstraint(table, column.name(), name, constraint, phase);
        }
    }

    private void addConstraint(
            Table table, String column, @Nullable String name, ColumnConstraint constraint, Phase phase) {
        if (constraint instanceof ColumnConstraint.Checked check && phase == Phase.CHECK) {
            constraints.add(table, name, check.definition(), false);
        } else if (constraint instanceof ColumnConstraint.Key key
                && phase == (key.primary() ? Phase.PRIMARY_KEY : Phase.UNIQUE)) {
            constraints.add(table, name, key.of(column), false);
        } else if (constraint instanceof ColumnConstraint.References references && phase == Phase.FOREIGN_KEY) {
            constraints.add(table, name, references.of(column), false);
        }
    }

    private static @Nullable String nameOfNotNull(Column column) {
        for (ColumnConstraint each : column.constraints()) {
            if (each instanceof ColumnConstraint.Named named
                    && named.constraint() instanceof ColumnConstraint.NotNull) {
                return named.name();
            }
        }
        return null;
    }

    private boolean isImpliedNotNull(Column column) {
        return objects.types.of(column.type()).isSerial()
                || column.constraints().stream()
                        .map(each -> each instanceof ColumnConstraint.Named named ? named.constraint() : each)
                        .anyMatch(each -> each instanceof ColumnConstraint.NotNull
                                || each instanceof ColumnConstraint.Identity
                                || (each instanceof ColumnConstraint.Key key && key.primary()));
    }

    /** DROP COLUMN, with all that cannot be without it. */
    void drop(Table table, String column, Drops drops) {
        for (ConstraintInfo constraint : List.copyOf(table.constraints.values())) {
            if (constraint.columns.contains(column) && table.constraints.containsValue(constraint)) {
                constraints.drop(table, constraint.name);
            }
        }
        for (IndexInfo index : List.copyOf(table.indexes)) {
            if (index.hasColumn(column) || index.computesFrom(column)) {
                drops.drop(index);
            }
        }
        for (SequenceInfo sequence : List.copyOf(table.sequences)) {
            if (column.equals(sequence.ownerColumn)) {
                drops.drop(sequence);
            }
        }
        for (ConstraintInfo foreign : List.copyOf(table.incoming)) {
            if (foreign.referencedColumns.contains(column)) {
                constraints.remove(foreign);
            }
        }
        for (View view : List.copyOf(table.readers)) {
            if (view.readsColumn(table, column)) {
                drops.drop(view);
            }
        }
        for (ColumnInfo other : List.copyOf(table.columns.values())) {
            if (other.expression() != null && SqlText.mentions(other.expression(), column)) {
                table.columns.remove(other.name());
            }
        }
        table.columns.remove(column);
        table.children.forEach(child -> drop(child, column, drops));
    }
}
