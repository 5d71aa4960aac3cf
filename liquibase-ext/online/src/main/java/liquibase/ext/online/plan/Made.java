package liquibase.ext.online.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CommentOn;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetDefault;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Sql;

/**
 * Something that a command makes and that can be taken back: kind and names, which are kept, and no SQL.
 *
 * @param table it belongs to
 * @param name of the column, constraint or index
 * @param detail the table that a foreign key references, or the name that an index had before; empty otherwise
 */
public record Made(Kind kind, QualifiedName table, String name, String detail) {

    /** What it is. */
    public enum Kind {
        COLUMN,
        DEFAULT,
        NOT_NULL,
        CONSTRAINT,
        INDEX,
        INDEX_NAME,
        COMMENT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static Made of(Kind kind, QualifiedName table, String name) {
        return new Made(kind, table, name, "");
    }

    /** What a command makes. */
    public static List<Made> by(Command command) {
        if (command instanceof AlterTable alter) {
            return alter.actions().stream()
                    .flatMap(action -> by(alter.table(), action))
                    .toList();
        }
        if (command instanceof CreateIndex create && create.name() != null) {
            return List.of(of(Kind.INDEX, create.table(), create.name()));
        }
        if (command instanceof AlterIndex alter && alter.action() instanceof AlterIndex.RenameTo rename) {
            return List.of(new Made(
                    Kind.INDEX_NAME,
                    alter.index(),
                    rename.newName(),
                    alter.index().name()));
        }
        if (command instanceof CommentOn comment && comment.column() != null) {
            return List.of(of(Kind.COMMENT, comment.table(), comment.column()));
        }
        return List.of();
    }

    private static Stream<Made> by(QualifiedName table, AlterTable.Action action) {
        if (action instanceof AddColumn add) {
            return Stream.of(of(Kind.COLUMN, table, add.definition().name()));
        }
        if (action instanceof SetDefault set) {
            return Stream.of(of(Kind.DEFAULT, table, set.column()));
        }
        if (action instanceof SetNotNull set) {
            return Stream.of(of(Kind.NOT_NULL, table, set.column()));
        }
        if (action instanceof AddConstraint add && add.name() != null) {
            String referenced = add.definition() instanceof ForeignKey key
                    ? key.referencedTable().toString()
                    : "";
            return Stream.of(new Made(Kind.CONSTRAINT, table, add.name(), referenced));
        }
        return Stream.empty();
    }

    /** What the commands make, each thing once. */
    public static List<Made> by(List<Command> commands) {
        return commands.stream()
                .flatMap(command -> by(command).stream())
                .distinct()
                .toList();
    }

    /**
     * What the commands take away again.
     *
     * @param known says which table an index belongs to
     */
    public static List<Made> takenBackBy(List<Command> commands, Known known) {
        return commands.stream().flatMap(command -> takenBackBy(command, known)).toList();
    }

    private static Stream<Made> takenBackBy(Command command, Known known) {
        if (command instanceof DropIndex drop) {
            return drop.indexes().stream()
                    .flatMap(index -> known.tableOf(index).stream().map(table -> of(Kind.INDEX, table, index.name())));
        }
        return command instanceof AlterTable alter
                ? alter.actions().stream().flatMap(action -> takenBackBy(alter.table(), action))
                : Stream.empty();
    }

    private static Stream<Made> takenBackBy(QualifiedName table, AlterTable.Action action) {
        if (action instanceof DropConstraint drop) {
            return Stream.of(of(Kind.CONSTRAINT, table, drop.name()));
        }
        if (action instanceof DropColumn drop) {
            return Stream.of(of(Kind.COLUMN, table, drop.column()));
        }
        return action instanceof DropNotNull drop ? Stream.of(of(Kind.NOT_NULL, table, drop.column())) : Stream.empty();
    }

    /** What of the parts of a table goes with this of the whole one. */
    Set<Kind> kindsThatPartsHave() {
        return switch (kind) {
            case CONSTRAINT, INDEX -> EnumSet.of(Kind.CONSTRAINT, Kind.INDEX);
            case NOT_NULL -> EnumSet.of(Kind.NOT_NULL);
            case COLUMN, DEFAULT, INDEX_NAME, COMMENT -> EnumSet.noneOf(Kind.class);
        };
    }

    /** Whether it is the same thing. */
    public boolean is(Made other) {
        return kind == other.kind && name.equals(other.name) && table.equals(other.table);
    }

    /** Whether it is the constraint that an index became, which has the name of its index. */
    public boolean isConstraintOf(Made index) {
        return index.kind == Kind.INDEX && is(of(Kind.CONSTRAINT, index.table, index.name));
    }

    /** Whether it is the name of an index, which stands in the schema of its table. */
    public boolean isNameOf(Made index) {
        return kind == Kind.INDEX_NAME && table.sibling(name).equals(index.table.sibling(index.name));
    }

    /** What tells it from everything else that a change makes, as a SQL expression. */
    String keySql() {
        return table.schema() == null
                ? "pg_catalog.concat(" + Sql.literal(kind.word() + " ") + ", " + tableSql() + ", "
                        + Sql.literal(" " + Sql.name(name)) + ")"
                : Sql.literal(kind.word() + " " + table + " " + Sql.name(name));
    }

    /** The table as a SQL expression. */
    String tableSql() {
        return sql(table);
    }

    private static String sql(QualifiedName relation) {
        return relation.schema() == null
                ? "(" + identify("pg_identify_object", relation) + ").identity"
                : Sql.literal(relation.toString());
    }

    private static String schemaSql(QualifiedName relation) {
        return relation.schema() == null
                ? "(" + identify("pg_identify_object_as_address", relation) + ").object_names[1]"
                : Sql.literal(relation.schema());
    }

    /** A script that was printed without a database has the server say where the relation is. */
    private static String identify(String function, QualifiedName relation) {
        return "pg_catalog." + function + "('pg_catalog.pg_class'::pg_catalog.regclass, "
                + Sql.literal(relation.toString()) + "::pg_catalog.regclass, 0)";
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return switch (kind) {
            case COLUMN, CONSTRAINT, INDEX -> kind.word() + " " + Sql.name(name) + " of " + table;
            case DEFAULT, NOT_NULL, COMMENT -> kind.word() + " of column " + Sql.name(name) + " of " + table;
            case INDEX_NAME -> "the name " + Sql.name(name) + " of index " + Sql.name(detail);
        };
    }

    /** As it is kept, as a SQL expression; {@link #read} reads it. */
    String fieldsSql() {
        String referenced =
                kind == Kind.CONSTRAINT && !detail.isEmpty() ? sql(QualifiedName.parse(detail)) : Sql.literal(detail);
        return Stream.of(
                        Sql.literal(kind.name()),
                        schemaSql(table),
                        Sql.literal(table.name()),
                        Sql.literal(name),
                        referenced)
                .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    }

    /** From what is kept. */
    public static Made read(List<String> fields) {
        return new Made(
                Kind.valueOf(fields.get(0)),
                new QualifiedName(fields.get(1), fields.get(2)),
                fields.get(3),
                fields.get(4));
    }
}
