package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lint.catalog.ColumnInfo.Origin;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.CreateTypedTable;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.NotEnforced;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.Partitioning;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.TemporalKey;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unique;
import org.jspecify.annotations.Nullable;

/** What CREATE TABLE in its forms leaves behind. */
final class TableCreation {
    private final Contents objects;
    private final Columns columns;
    private final Constraints constraints;
    private final Indexes indexes;

    TableCreation(Contents objects, Columns columns, Constraints constraints, Indexes indexes) {
        this.objects = objects;
        this.columns = columns;
        this.constraints = constraints;
        this.indexes = indexes;
    }

    /** CREATE TABLE name (…). The order of the phases decides about the names that PostgreSQL chooses. */
    void create(CreateTable command) {
        Table table = begin(command.name(), command.persistence());
        if (table == null) {
            return;
        }
        readOptions(table, command.options());
        for (QualifiedName parent : command.inherits()) {
            inherit(table, objects.table(parent));
        }
        for (CreateTable.Element element : command.elements()) {
            if (element instanceof Column column) {
                columns.addPlain(table, column);
            } else if (element instanceof CreateTable.Like like) {
                new Like(objects, constraints, indexes, columns).columns(table, like);
            }
        }
        indexes.creating = table;
        for (Columns.Phase phase : Columns.Phase.values()) {
            if (phase == Columns.Phase.PRIMARY_KEY) {
                like(table, command);
            }
            addConstraints(table, command, phase);
        }
        indexes.creating = null;
        table.parents.forEach(parent -> constraints.inherit(table, parent));
    }

    private void like(Table table, CreateTable command) {
        for (CreateTable.Element element : command.elements()) {
            if (element instanceof CreateTable.Like like) {
                new Like(objects, constraints, indexes, columns).rest(table, like);
            }
        }
    }

    private void addConstraints(Table table, CreateTable command, Columns.Phase phase) {
        addConstraints(table, command.elements(), phase);
    }

    private void addConstraints(Table table, List<CreateTable.Element> elements, Columns.Phase phase) {
        for (CreateTable.Element element : elements) {
            if (element instanceof Column column) {
                columns.addConstraints(table, column, phase);
            } else if (element instanceof CreateTable.ColumnOptions options) {
                columns.addConstraints(table, asColumn(table, options), phase);
            } else if (element instanceof CreateTable.Constraint constraint && phaseOf(constraint) == phase) {
                constraints.add(table, constraint.name(), constraint.definition(), false);
            }
        }
    }

    /** What is demanded of columns that come from a parent or a type. */
    private void addOptions(Table table, List<CreateTable.Element> elements) {
        for (CreateTable.Element element : elements) {
            if (element instanceof CreateTable.ColumnOptions options) {
                String value = asColumn(table, options).defaultExpression();
                if (value != null) {
                    table.change(options.column(), column -> column.withDefault(value));
                    objects.useSequence(table, value);
                }
            }
        }
        for (Columns.Phase phase : Columns.Phase.values()) {
            addConstraints(table, elements, phase);
        }
    }

    private static Column asColumn(Table table, CreateTable.ColumnOptions options) {
        ColumnInfo column = table.columns.get(options.column());
        return new Column(options.column(), column == null ? "" : column.type(), null, options.constraints());
    }

    private static Columns.Phase phaseOf(CreateTable.Constraint constraint) {
        if (constraint.definition() instanceof PrimaryKey
                || (constraint.definition() instanceof TemporalKey key && key.primary())) {
            return Columns.Phase.PRIMARY_KEY;
        }
        if (constraint.definition() instanceof ForeignKey
                || (constraint.definition() instanceof NotEnforced unenforced
                        && unenforced.definition() instanceof ForeignKey)) {
            return Columns.Phase.FOREIGN_KEY;
        }
        if (constraint.definition() instanceof NotNullConstraint) {
            return Columns.Phase.NOT_NULL;
        }
        return constraint.definition() instanceof Unique
                        || constraint.definition() instanceof TemporalKey
                        || constraint.definition() instanceof Exclude
                ? Columns.Phase.UNIQUE
                : Columns.Phase.CHECK;
    }

    /** CREATE TABLE … PARTITION OF. */
    void createPartition(CreatePartition command) {
        Table table = begin(command.name(), command.persistence());
        if (table == null) {
            return;
        }
        readOptions(table, command.options());
        Table parent = objects.table(command.parent());
        table.bound = command.bound();
        inherit(table, parent);
        constraints.inherit(table, parent);
        addOptions(table, command.elements());
        parent.indexes.forEach(index -> indexes.partition(index, table));
        table.triggers.putAll(parent.triggers);
    }

    /** CREATE TABLE … AS: the columns are known when the query takes all of one table. */
    void createAs(CreateTableAs command) {
        Table table = begin(command.name(), command.persistence());
        if (table == null) {
            return;
        }
        table.filled = true;
        table.complete = false;
        readOptions(table, command.options());
        List<Token> tokens = SqlLexer.tokens(command.query().sql());
        Set<QualifiedName> read = command.query().tables();
        if (tokens.size() > 3 && tokens.get(1).is("*") && tokens.get(2).is("from") && read.size() == 1) {
            Table source = objects.table(read.iterator().next());
            for (ColumnInfo column : source.columns.values()) {
                table.columns.put(
                        column.name(),
                        ColumnInfo.plain(column.name(), column.type()).withType(column.type(), column.collation()));
                objects.types.use(table, column.type());
            }
            table.complete = source.complete;
        }
    }

    /** CREATE TABLE … OF: what attributes its type has is not known. */
    void createTyped(CreateTypedTable command) {
        Table table = begin(command.name(), command.persistence());
        if (table != null) {
            table.complete = false;
            table.ofType = command.type().toString();
        }
    }

    private @Nullable Table begin(QualifiedName name, CreateTable.Persistence persistence) {
        if (name.knownBeginning().isPresent()) {
            objects.mentionBeginning(name.knownBeginning().get());
            return null;
        }
        boolean temporary = persistence == CreateTable.Persistence.TEMPORARY;
        QualifiedName target =
                temporary ? new QualifiedName(Namespace.TEMPORARY, name.name()) : objects.names.created(name);
        if (objects.isTaken(target)) {
            Table existing = objects.find(target);
            if (existing != null) {
                existing.complete = false;
            }
            return null;
        }
        return objects.create(target);
    }

    /** Makes a table a child of another, with its columns. */
    void inherit(Table table, Table parent) {
        parent.adopt(table);
        table.complete &= parent.complete;
        for (ColumnInfo column : parent.columns.values()) {
            Origin origin = column.origin().isIdentity() && !table.isPartition() ? Origin.PLAIN : column.origin();
            Origin kept = origin == Origin.SERIAL ? Origin.PLAIN : origin;
            table.columns.putIfAbsent(column.name(), column.withNotNull(false).withOrigin(kept, column.expression()));
            objects.types.use(table, column.type());
            if (column.notNull()) {
                table.change(column.name(), own -> own.withNotNull(true));
            }
        }
    }

    /** PARTITION BY, USING and TABLESPACE behind the columns. */
    static void readOptions(Table table, String options) {
        if (options.isEmpty()) {
            return;
        }
        List<Token> tokens = SqlLexer.tokens(options);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("partition") && i + 3 < tokens.size()) {
                int close = IndexKey.closes(tokens, i + 3);
                table.partitioning = new Partitioning(
                        tokens.get(i + 2).text().toUpperCase(Locale.ROOT), list(options, tokens, i + 3, close));
                i = close < 0 ? tokens.size() : close;
            } else if (tokens.get(i).is("using")) {
                table.accessMethod = tokens.get(i + 1).name();
            } else if (tokens.get(i).is("tablespace")) {
                table.tablespace = tokens.get(i + 1).name();
            } else if (tokens.get(i).is("(")) {
                i = Math.max(i, IndexKey.closes(tokens, i));
            }
        }
    }

    private static List<String> list(String text, List<Token> tokens, int open, int close) {
        List<String> parts = new ArrayList<>();
        int start = open + 1;
        int depth = 0;
        for (int i = open + 1; i <= close; i++) {
            boolean ends = i == close || (depth == 0 && tokens.get(i).is(","));
            if (ends && start < i) {
                parts.add(text.substring(
                        tokens.get(start).start(), tokens.get(i - 1).end()));
                start = i + 1;
            }
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
        }
        return parts;
    }
}
