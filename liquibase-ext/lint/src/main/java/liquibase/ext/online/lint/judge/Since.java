package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.CreateTypedTable;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Merge;
import liquibase.ext.online.sql.NoInherit;
import liquibase.ext.online.sql.NotEnforced;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.SetAccessMethod;
import liquibase.ext.online.sql.SetCompression;
import liquibase.ext.online.sql.SetConstraintInherit;
import liquibase.ext.online.sql.SetEnforced;
import liquibase.ext.online.sql.SetExpression;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.TemporalKey;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unique;

/**
 * Words of a command that older majors refuse, as the release notes say and the examples of the rule prove on servers.
 *
 * @param words as they are written
 * @param major the first one that takes them
 */
public record Since(String words, int major) {
    private static final Since NULLS_NOT_DISTINCT = new Since("NULLS NOT DISTINCT", 15);
    private static final Since NOT_ENFORCED = new Since("NOT ENFORCED", 18);
    private static final Since STORAGE = new Since("STORAGE of a new column", 16);
    private static final Since COMPRESSION = new Since("COMPRESSION", 14);
    private static final Since VIRTUAL = new Since("GENERATED without STORED", 18);
    private static final Since NOT_NULL = new Since("NOT NULL as a constraint of its own", 18);
    private static final Set<DetachPartition.Way> DETACHED_LATER =
            Set.of(DetachPartition.Way.CONCURRENTLY, DetachPartition.Way.FINALIZE);

    /** The newest words of a command. */
    public static Optional<Since> of(Command command) {
        return all(command).stream().max(Comparator.comparingInt(Since::major));
    }

    private static List<Since> all(Command command) {
        List<Since> found = new ArrayList<>();
        if (command instanceof AlterTable alter) {
            alter.actions().forEach(action -> action(action, found));
        } else if (command instanceof CreateTable create) {
            create.elements().forEach(element -> element(element, found));
        } else if (command instanceof CreatePartition create) {
            create.elements().forEach(element -> element(element, found));
        } else if (command instanceof CreateTypedTable create) {
            create.elements().forEach(element -> element(element, found));
        } else if (command instanceof CreateIndex index) {
            add(index.nullsNotDistinct(), NULLS_NOT_DISTINCT, found);
        } else if (command instanceof Merge) {
            found.add(new Since("MERGE", 15));
        } else if (command instanceof CreateTrigger trigger) {
            add(trigger.orReplace(), new Since("CREATE OR REPLACE TRIGGER", 14), found);
        } else if (command instanceof CreateView view) {
            add(has(view.header(), "security_invoker"), new Since("security_invoker", 15), found);
        }
        return found;
    }

    private static void add(boolean there, Since since, List<Since> found) {
        if (there) {
            found.add(since);
        }
    }

    private static void action(AlterTable.Action action, List<Since> found) {
        if (action instanceof AddColumn add) {
            element(add.definition(), found);
        } else if (action instanceof AddConstraint add) {
            definition(add.definition(), found);
        } else if (action instanceof DetachPartition detach) {
            add(DETACHED_LATER.contains(detach.way()), new Since("DETACH PARTITION … " + detach.way(), 14), found);
        }
        add(action instanceof SetExpression, new Since("SET EXPRESSION", 17), found);
        add(action instanceof SetCompression, COMPRESSION, found);
        add(action instanceof SetAccessMethod, new Since("SET ACCESS METHOD", 15), found);
        add(action instanceof SetEnforced, new Since("ALTER CONSTRAINT … ENFORCED", 18), found);
        add(action instanceof SetConstraintInherit, new Since("ALTER CONSTRAINT … INHERIT", 18), found);
    }

    private static void element(CreateTable.Element element, List<Since> found) {
        if (element instanceof Column column) {
            add(has(column.storage(), "STORAGE"), STORAGE, found);
            add(has(column.storage(), "COMPRESSION"), COMPRESSION, found);
            column.constraints().forEach(constraint -> constraint(column.name(), constraint, found));
        } else if (element instanceof CreateTable.ColumnOptions options) {
            options.constraints().forEach(constraint -> constraint(options.column(), constraint, found));
        } else if (element instanceof CreateTable.Constraint constraint) {
            definition(constraint.definition(), found);
        }
    }

    private static void constraint(String column, ColumnConstraint constraint, List<Since> found) {
        if (constraint instanceof ColumnConstraint.Named named) {
            constraint(column, named.constraint(), found);
        } else if (constraint instanceof ColumnConstraint.Generated generated) {
            add(!generated.stored(), VIRTUAL, found);
        } else if (constraint instanceof ColumnConstraint.NotNull notNull) {
            add(notNull.noInherit(), new Since("NOT NULL NO INHERIT", 18), found);
        } else if (constraint instanceof ColumnConstraint.Checked check) {
            definition(check.definition(), found);
        } else if (constraint instanceof ColumnConstraint.References references) {
            definition(references.of(column), found);
        } else if (constraint instanceof ColumnConstraint.Key key) {
            definition(key.of(column), found);
        }
    }

    private static void definition(AddConstraint.Definition definition, List<Since> found) {
        if (definition instanceof NotEnforced own) {
            found.add(NOT_ENFORCED);
            definition(own.definition(), found);
        } else if (definition instanceof NoInherit own) {
            definition(own.definition(), found);
        } else if (definition instanceof Unique unique) {
            add(unique.nullsNotDistinct(), NULLS_NOT_DISTINCT, found);
        } else if (definition instanceof ForeignKey key) {
            add(key.form().period(), new Since("PERIOD", 18), found);
            add(!key.form().emptied().isEmpty(), new Since("ON DELETE SET … (columns)", 15), found);
        }
        add(definition instanceof TemporalKey, new Since("WITHOUT OVERLAPS", 18), found);
        add(definition instanceof NotNullConstraint, NOT_NULL, found);
    }

    private static boolean has(String text, String word) {
        return SqlLexer.tokens(text).stream().anyMatch((Token token) -> token.is(word));
    }
}
