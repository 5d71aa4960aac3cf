package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.IndexExistsPrecondition;
import liquibase.precondition.core.NotPrecondition;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.SqlPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent build that takes the INVALID index of an earlier try for its own: the changeSet succeeds, queries do not
 * use the index, and a unique one proves nothing.
 */
@AutoService(Rule.class)
@RuleInfo(
        id = "invalid-index-counts-as-existing",
        effect = Effect.WRONG_DATA,
        summary = "The INVALID index that a failed build leaves counts as if it had been built.")
public final class InvalidIndexRule implements Rule {
    private static final Set<String> NOTHING = Set.of("0", "f", "false");
    private static final Set<String> CATALOGS = Set.of("pg_indexes", "pg_index", "pg_class", "to_regclass");

    /** The indexes that statements of the present changeSet drop, by their names without schema. */
    private final Map<String, List<QualifiedName>> droppedBefore = new HashMap<>();

    @Override
    public void changeSet(ChangeSetContext context) {
        droppedBefore.clear();
    }

    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof DropIndex drop) {
            drop.indexes()
                    .forEach(index -> droppedBefore
                            .computeIfAbsent(index.name(), name -> new ArrayList<>(1))
                            .add(index));
        }
        if (!(context.command() instanceof CreateIndex index)
                || !index.concurrently()
                || context.catalog().isNew(index.table())) {
            return;
        }
        String name = nameOf(context, index);
        @Nullable String why = why(context, index);
        if (why != null) {
            context.report(
                    "when this build fails, PostgreSQL leaves " + name + " behind as an INVALID index"
                            + (index.unique() ? ", under which duplicates may stand" : ", which no query uses")
                            + ", and "
                            + why,
                    context.remedy()
                            + "\nLeave preConditions on the index and failOnError away: the changeSet can be run again until"
                            + " it succeeds.");
        }
    }

    /** Its name, or the one that PostgreSQL would choose. */
    private static String nameOf(StatementContext context, CreateIndex index) {
        return index.name() == null ? context.catalog().chosenName(index) : index.name();
    }

    private @Nullable String why(StatementContext context, CreateIndex index) {
        ChangeSet changeSet = context.changeSet().source();
        if (index.ifNotExists() && !isDroppedBefore(index)) {
            return "IF NOT EXISTS then passes over it";
        }
        @Nullable PreconditionContainer conditions = changeSet.getPreconditions();
        if (conditions != null
                && (conditions.getOnFail() == PreconditionContainer.FailOption.MARK_RAN
                        || conditions.getOnFail() == PreconditionContainer.FailOption.CONTINUE)
                && demandsAbsence(conditions, index, false)) {
            return "the precondition that there is no such index, with onFail=\"" + conditions.getOnFail()
                    + "\", then passes over this changeSet";
        }
        return Boolean.FALSE.equals(changeSet.getFailOnError())
                ? "failOnError=\"false\" lets the update end as if all was well"
                : null;
    }

    private boolean isDroppedBefore(CreateIndex index) {
        return index.name() != null
                && droppedBefore.getOrDefault(index.name(), List.of()).stream()
                        .anyMatch(dropped -> isInSchema(dropped, index));
    }

    private static boolean isInSchema(QualifiedName dropped, CreateIndex index) {
        String schema = dropped.schema();
        return schema == null
                || index.table().schema() == null
                || schema.equals(index.table().schema());
    }

    /** Whether it asks the catalog for an index of this name, valid or not, and wants none. */
    private static boolean countsByName(SqlPrecondition check, CreateIndex index) {
        @Nullable String expected = check.getExpectedResult();
        @Nullable String sql = check.getSql();
        if (expected == null || sql == null || index.name() == null || !NOTHING.contains(expected.strip())) {
            return false;
        }
        String query = sql.toLowerCase(Locale.ROOT);
        return CATALOGS.stream().anyMatch(query::contains)
                && query.contains("'" + index.name().toLowerCase(Locale.ROOT) + "'")
                && !query.contains("indisvalid");
    }

    private static boolean demandsAbsence(Precondition condition, CreateIndex index, boolean negated) {
        if (condition instanceof IndexExistsPrecondition exists) {
            return negated
                    && (exists.getIndexName() == null || exists.getIndexName().equalsIgnoreCase(index.name()));
        }
        if (condition instanceof SqlPrecondition check) {
            return !negated && countsByName(check, index);
        }
        return condition instanceof PreconditionLogic logic
                && logic.getNestedPreconditions().stream()
                        .anyMatch(nested ->
                                demandsAbsence(nested, index, negated ^ condition instanceof NotPrecondition));
    }
}
