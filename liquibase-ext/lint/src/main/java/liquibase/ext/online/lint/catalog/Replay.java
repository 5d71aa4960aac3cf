package liquibase.ext.online.lint.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterOnTable;
import liquibase.ext.online.sql.AlterSequence;
import liquibase.ext.online.sql.AlterSequenceOwnedBy;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AlterView;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateMaterializedView;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.CreateTypedTable;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.DropSequence;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.DropView;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.MoveSequence;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameSchema;
import liquibase.ext.online.sql.RenameSequence;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.RenameView;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.SetParameter;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Truncate;
import org.jspecify.annotations.Nullable;

/** Finds for each command the class that knows what it leaves behind; commands that change no object have none. */
final class Replay {
    /** Extensions that bring no tables and views along. */
    private static final Set<String> WITHOUT_RELATIONS = Set.of(
            "plpgsql",
            "uuid-ossp",
            "pgcrypto",
            "citext",
            "hstore",
            "pg_trgm",
            "btree_gin",
            "btree_gist",
            "unaccent",
            "ltree",
            "intarray",
            "fuzzystrmatch",
            "tablefunc",
            "vector",
            "cube",
            "earthdistance",
            "isn",
            "seg");

    private final Map<Class<?>, Consumer<Command>> commands = new HashMap<>();
    private final Contents objects;
    private final TableChange change;
    private final Drops drops;
    private final Unseen unseen;

    Replay(Contents objects) {
        this.objects = objects;
        this.unseen = new Unseen(objects);
        Indexes indexes = new Indexes(objects);
        Constraints constraints = new Constraints(objects, indexes);
        Columns columns = new Columns(objects, constraints);
        TableCreation creation = new TableCreation(objects, columns, constraints, indexes);
        Views views = new Views(objects);
        TypeCreation types = new TypeCreation(objects);
        drops = new Drops(objects, constraints, indexes);
        change = new TableChange(objects, columns, constraints, indexes, drops);
        on(CreateTable.class, creation::create);
        on(CreatePartition.class, creation::createPartition);
        on(CreateTableAs.class, creation::createAs);
        on(CreateTypedTable.class, creation::createTyped);
        on(AlterTable.class, change::alter);
        on(CreateIndex.class, indexes::create);
        on(AlterIndex.class, command -> alterIndex(command, indexes));
        on(CreateView.class, views::create);
        on(CreateMaterializedView.class, view -> views.create(view.name(), true, false, view.query()));
        on(RenameView.class, command -> rename(command.view(), command.newName()));
        on(RenameSequence.class, command -> rename(command.sequence(), command.newName()));
        on(AlterSequence.class, this::alterSequence);
        on(AlterSequenceOwnedBy.class, this::ownSequence);
        on(AlterView.class, command -> move(command.view(), command.action()));
        on(MoveSequence.class, command -> move(command.sequence(), command.action()));
        on(AlterOnTable.class, this::alterOnTable);
        on(Select.class, this::select);
        on(DropTable.class, command -> drop(command.tables()));
        on(DropView.class, command -> drop(command.views()));
        on(DropSequence.class, command -> drop(command.sequences()));
        on(DropIndex.class, command -> drop(command.indexes()));
        on(DropObject.class, this::dropObject);
        on(
                CreateTrigger.class,
                command -> objects.table(command.table()).triggers.put(command.name(), functionOf(command)));
        on(DropOnTable.class, this::dropOnTable);
        on(CreateFunction.class, objects.functions::create);
        on(CreateObject.class, command -> create(command, types));
        on(AlterDomain.class, types::alter);
        on(AddEnumValue.class, types::addValue);
        on(RenameType.class, types::rename);
        on(RenameSchema.class, this::renameSchema);
        on(Insert.class, command -> fill(command.table()));
        on(Truncate.class, command -> command.tables().forEach(this::empty));
        on(SetParameter.class, this::set);
    }

    private <C extends Command> void on(Class<C> type, Consumer<C> change) {
        commands.put(type, command -> change.accept(type.cast(command)));
    }

    /** Takes a command into account. */
    void apply(Command command) {
        Consumer<Command> known = commands.get(command.getClass());
        if (known != null) {
            known.accept(command);
        } else if (command instanceof Caller caller) {
            run(caller);
        } else if (!command.isUnderstood()) {
            unseen.command(command);
        }
    }

    /** What stands in a block, and in the functions that are called, is taken as if each command ran once. */
    private void run(Caller caller) {
        if (caller instanceof DoBlock block) {
            block.body().commands().forEach(inner -> apply(inner.command()));
            unseen.places(block.body(), block.sql(), caller);
        }
        Set<String> done = new HashSet<>();
        Deque<String> calls = new ArrayDeque<>(caller.calls());
        for (String function = calls.poll(); function != null; function = calls.poll()) {
            if (done.add(function)) {
                Body body = objects.functions.bodyOf(function).orElse(null);
                if (body == null) {
                    unseen.call(caller);
                } else {
                    unseen.places(body, objects.functions.textOf(function), caller);
                    body.commands().stream()
                            .map(Body.Inner::command)
                            .filter(command -> !(command instanceof Caller))
                            .forEach(this::apply);
                    calls.addAll(body.calls());
                }
            }
        }
    }

    private void renameSchema(RenameSchema command) {
        for (Relation relation : objects.names.of(command.schema())) {
            if (command.schema().equals(relation.name().schema())) {
                change.move(relation, command.newName());
            }
        }
    }

    private void rename(QualifiedName name, String newName) {
        Relation relation = objects.names.find(name);
        if (relation != null) {
            change.rename(relation, newName);
        }
    }

    /** SET SCHEMA, when the action is that. */
    private void move(QualifiedName name, String action) {
        List<Token> tokens = SqlLexer.tokens(action);
        Relation relation = objects.names.find(name);
        if (relation != null
                && tokens.size() == 3
                && tokens.get(0).is("set")
                && tokens.get(1).is("schema")) {
            change.move(relation, tokens.get(2).name());
        }
    }

    private void alterOnTable(AlterOnTable command) {
        Table table = objects.find(command.table());
        List<Token> tokens = SqlLexer.tokens(command.action());
        if (table != null
                && command.kind() == DropOnTable.Kind.TRIGGER
                && tokens.size() == 3
                && tokens.get(0).is("rename")
                && table.triggers.containsKey(command.name())) {
            table.triggers.put(tokens.get(2).name(), table.triggers.remove(command.name()));
        }
    }

    /** The name between EXECUTE FUNCTION, or PROCEDURE, and its arguments. */
    private static String functionOf(CreateTrigger command) {
        List<Token> tokens = SqlLexer.tokens(command.action());
        int at = tokens.size() - 1;
        while (at > 0 && !tokens.get(at).is("(")) {
            at--;
        }
        return at > 0 ? tokens.get(at - 1).name() : "";
    }

    /** A SELECT changes nothing, but for the functions that it calls. */
    private void select(Select command) {
        run(command);
        if (!command.sql().contains("search_path")) {
            return;
        }
        List<Token> tokens = SqlLexer.tokens(command.sql());
        for (int i = 0; i + 6 < tokens.size(); i++) {
            if (tokens.get(i).is("set_config") && tokens.get(i + 2).text().equals("'search_path'")) {
                objects.names.setPath(
                        literal(tokens.get(i + 4)), tokens.get(i + 6).is("true"));
            }
        }
    }

    private static String literal(Token token) {
        String text = token.text();
        return token.kind() == Token.Kind.STRING ? text.substring(text.indexOf('\'') + 1, text.length() - 1) : text;
    }

    private void drop(List<QualifiedName> names) {
        for (QualifiedName name : names) {
            Relation relation = objects.names.find(name);
            if (relation != null) {
                drops.drop(relation);
            }
        }
    }

    private void alterIndex(AlterIndex command, Indexes indexes) {
        if (command.action() instanceof AlterIndex.RenameTo rename) {
            rename(command.index(), rename.newName());
        } else if (command.action() instanceof AlterIndex.AttachPartition attach
                && objects.names.find(command.index()) instanceof IndexInfo index
                && objects.names.find(attach.partitionIndex()) instanceof IndexInfo part) {
            indexes.attach(index, part);
        }
    }

    private void alterSequence(AlterSequence command) {
        if (command.options().toUpperCase(Locale.ROOT).startsWith("OWNED BY NONE")
                && objects.names.find(command.sequence()) instanceof SequenceInfo sequence) {
            sequence.ownedBy(null, null);
        }
    }

    private void ownSequence(AlterSequenceOwnedBy command) {
        if (objects.names.find(command.sequence()) instanceof SequenceInfo sequence) {
            sequence.ownedBy(objects.table(command.table()), command.column());
        }
    }

    private void create(CreateObject command, TypeCreation types) {
        switch (command.kind()) {
            case TYPE -> types.createType(command.definition());
            case DOMAIN -> types.createDomain(command.definition());
            case SEQUENCE -> SequenceText.create(objects, command.definition());
            case EXTENSION -> {
                List<QualifiedName> names = SqlText.names(SequenceText.withoutIfNotExists(command.definition()));
                objects.closed &= !names.isEmpty()
                        && WITHOUT_RELATIONS.contains(names.get(0).name());
            }
            default -> {}
        }
    }

    private void dropObject(DropObject command) {
        if (command.cascade()) {
            take(Losses.of(command, objects));
        }
        for (QualifiedName name : SqlText.names(command.names())) {
            switch (command.kind()) {
                case SCHEMA -> dropSchema(name);
                case TYPE, DOMAIN -> dropType(objects.types.find(name));
                default -> {}
            }
        }
    }

    private void take(Losses losses) {
        losses.columns.forEach((table, columns) -> columns.forEach(column -> change.dropColumn(table, column)));
        losses.parts.forEach((table, parts) -> parts.forEach(part -> drops.dropPart(table, part)));
        losses.relations.stream()
                .filter(relation -> objects.names.find(relation.name()) == relation)
                .toList()
                .forEach(drops::drop);
    }

    private void dropSchema(QualifiedName schema) {
        for (Relation relation : objects.names.of(schema.name())) {
            if (objects.names.find(relation.name()) == relation) {
                drops.drop(relation);
            }
        }
        objects.types.of(schema).forEach(this::dropType);
    }

    private void dropType(@Nullable TypeInfo type) {
        if (type == null) {
            return;
        }
        for (Table table : objects.types.tablesUsing(type)) {
            for (ColumnInfo column : List.copyOf(table.columns.values())) {
                if (objects.types.named(column.type()) == type) {
                    change.dropColumn(table, column.name());
                }
            }
        }
        List.copyOf(type.derived).forEach(this::dropType);
        if (type.baseType != null) {
            type.baseType.derived.remove(type);
        }
        type.checks.keySet().forEach(check -> objects.names.removeConstraint(type.name(), check));
        objects.types.remove(type);
    }

    private void dropOnTable(DropOnTable command) {
        Table table = objects.find(command.table());
        if (table != null && command.kind() == DropOnTable.Kind.TRIGGER) {
            table.triggers.remove(command.name());
        }
    }

    private void fill(QualifiedName name) {
        Table table = objects.find(name);
        while (table != null && !table.filled) {
            table.filled = true;
            // Rows of a partition are rows of its parent, and an INSERT into the parent may reach any partition.
            Contents.withDescendants(table).forEach(each -> each.filled = true);
            table = table.parents.isEmpty() ? null : table.parents.iterator().next();
        }
    }

    private void empty(QualifiedName name) {
        Table table = objects.find(name);
        if (table != null) {
            Contents.withDescendants(table).forEach(each -> each.filled = false);
        }
    }

    private void set(SetParameter command) {
        if (command.name().equalsIgnoreCase("search_path")) {
            objects.names.setPath(command.value(), command.local());
        } else if (command.name().equalsIgnoreCase("ALL") && command.value() == null) {
            objects.names.setPath(null, false);
        }
    }
}
