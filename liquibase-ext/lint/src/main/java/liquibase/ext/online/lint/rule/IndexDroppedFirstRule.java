package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.catalog.IndexInfo;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeContext;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.IndexRecipe;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unique;
import org.jspecify.annotations.Nullable;

/** An index that goes before the one that replaces it is there. */
@AutoService(Rule.class)
@RuleInfo(
        id = "index-dropped-before-replacement",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "Between the drop of an index and the build of its replacement, queries have neither.")
public final class IndexDroppedFirstRule implements Rule {
    /** ChangeSets that are further apart are hardly parts of one deployment. */
    private static final int NEAR = 5;

    /**
     * An index that was dropped.
     *
     * @param key its first column or expression
     */
    private record Dropped(QualifiedName index, String key, Place place, int changeSet) {}

    private final Map<QualifiedName, List<Dropped>> byTable = new HashMap<>();
    private int changeSet;

    @Override
    public void changeSet(ChangeSetContext context) {
        changeSet++;
    }

    @Override
    public void change(ChangeContext context) {
        if (context.change().isOnline() && !byTable.isEmpty()) {
            for (StatementUnit statement : context.change().statements()) {
                created(context, statement.command());
            }
        }
    }

    @Override
    public void statement(StatementContext context) {
        if (!context.isReported()) {
            return;
        }
        Command command = context.command();
        created(context, command);
        if (command instanceof DropIndex drop) {
            for (QualifiedName index : drop.indexes()) {
                context.catalog().index(index).ifPresent(found -> drop(context, found));
            }
        } else if (command instanceof AlterTable alter) {
            for (AlterTable.Action action : alter.actions()) {
                if (action instanceof DropConstraint drop) {
                    context.catalog()
                            .index(alter.table().sibling(drop.name()))
                            .ifPresent(found -> drop(context, found));
                }
            }
        }
    }

    private void drop(StatementContext context, IndexInfo index) {
        if (!context.catalog().isNew(index.table()) && index.valid()) {
            byTable.computeIfAbsent(index.table(), table -> new ArrayList<>())
                    .add(new Dropped(
                            context.catalog().shown(index.name()),
                            key(index),
                            context.statement().place(),
                            changeSet));
        }
    }

    private void created(ChangeContext context, Command command) {
        if (byTable.isEmpty()) {
            return;
        }
        if (command instanceof CreateIndex index) {
            replaced(context, index.table(), key(index.keys().get(0)), index);
        } else if (command instanceof AlterTable alter) {
            for (AlterTable.Action action : alter.actions()) {
                if (action instanceof AddConstraint add && add.definition() instanceof Unique unique) {
                    replaced(context, alter.table(), unique.columns().get(0), null);
                } else if (action instanceof AddConstraint add && add.definition() instanceof PrimaryKey key) {
                    replaced(context, alter.table(), key.columns().get(0), null);
                }
            }
        }
    }

    private void replaced(ChangeContext context, QualifiedName table, String key, @Nullable CreateIndex replacement) {
        List<Dropped> candidates = byTable.getOrDefault(context.catalog().resolve(table), List.of());
        for (Dropped dropped : candidates) {
            if (dropped.key().equals(key)
                    && changeSet - dropped.changeSet() <= NEAR
                    && !isCovered(context, table, key)) {
                boolean together =
                        dropped.changeSet() == changeSet && context.changeSet().runsInTransaction();
                context.report(
                        dropped.index() + " on " + table + " (" + key + ") was dropped at " + dropped.place()
                                + ", before the index that replaces it is built: until then "
                                + (together
                                        ? "the lock of the drop stops reads and writes of " + table
                                        : "queries by " + key + " read every row"),
                        fix(context, dropped, replacement));
                candidates.remove(dropped);
                return;
            }
        }
    }

    private static boolean isCovered(ChangeContext context, QualifiedName table, String key) {
        return context.catalog()
                .table(table)
                .filter(found -> found.indexes().stream()
                        .anyMatch(index -> index.where().isEmpty()
                                && index.valid()
                                && key(index).equals(key)))
                .isPresent();
    }

    private static String fix(ChangeContext context, Dropped dropped, @Nullable CreateIndex replacement) {
        if (replacement == null) {
            return "Drop " + dropped.index() + " behind this, in a changeSet of its own.";
        }
        return FixText.of(
                context,
                IndexRecipe.exchange(context.catalog(), dropped.index(), replacement)
                        .stages());
    }

    private static String key(IndexInfo index) {
        String column = index.columns().get(0);
        return column.isEmpty() ? index.keys().get(0) : column;
    }

    /** The column, without operator class and order, or the whole expression. */
    private static String key(String text) {
        List<Token> tokens = SqlLexer.tokens(text);
        boolean column = !tokens.isEmpty()
                && tokens.get(0).isName()
                && (tokens.size() == 1 || tokens.get(1).isName());
        return column ? tokens.get(0).name() : text;
    }
}
