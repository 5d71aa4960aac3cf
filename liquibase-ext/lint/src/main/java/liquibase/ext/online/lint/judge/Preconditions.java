package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.Existence;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.precondition.Precondition;
import liquibase.precondition.core.AndPrecondition;
import liquibase.precondition.core.ChangeLogPropertyDefinedPrecondition;
import liquibase.precondition.core.ChangeSetExecutedPrecondition;
import liquibase.precondition.core.ColumnExistsPrecondition;
import liquibase.precondition.core.DBMSPrecondition;
import liquibase.precondition.core.ForeignKeyExistsPrecondition;
import liquibase.precondition.core.IndexExistsPrecondition;
import liquibase.precondition.core.NotPrecondition;
import liquibase.precondition.core.OrPrecondition;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PrimaryKeyExistsPrecondition;
import liquibase.precondition.core.SequenceExistsPrecondition;
import liquibase.precondition.core.SqlPrecondition;
import liquibase.precondition.core.TableExistsPrecondition;
import liquibase.precondition.core.UniqueConstraintExistsPrecondition;
import liquibase.precondition.core.ViewExistsPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * Whether preconditions let a changeSet run, as far as that can be told without a database: yes, no, or unknown (null). Only
 * a certain no, with an onFail that goes on, skips a changeSet.
 */
final class Preconditions {
    private static final Pattern BEFORE_PATH = Pattern.compile("^(?:classpath:)?(?:\\./|/)*");

    private final Existence existence;
    private final PostgresDatabase database = new PostgresDatabase();
    private final Map<String, List<String>> ran = new HashMap<>();
    private final Map<String, List<String>> mayHaveRun = new HashMap<>();

    Preconditions(Catalog catalog) {
        this.existence = catalog.existence();
    }

    /** Notes that a changeSet ran, or was marked so; or that it may have. */
    void ran(ChangeSetId changeSet, boolean surely) {
        (surely ? ran : mayHaveRun)
                .computeIfAbsent(key(changeSet.id(), changeSet.author()), id -> new ArrayList<>(1))
                .add(plain(changeSet.file()));
    }

    /** Why the changeSet is passed over, or null when it runs or nobody can tell. One that is marked as run counts so. */
    @Nullable
    String passOver(ChangeSetUnit changeSet) {
        @Nullable PreconditionContainer conditions = changeSet.source().getPreconditions();
        if (conditions == null || !Boolean.FALSE.equals(holds(conditions, changeSet.source()))) {
            return null;
        }
        PreconditionContainer.FailOption onFail = conditions.getOnFail();
        if (onFail == PreconditionContainer.FailOption.MARK_RAN) {
            ran(changeSet.id(), true);
        }
        return switch (onFail) {
            case MARK_RAN, CONTINUE -> "its preconditions are not met after the changeSets before it";
            default -> isForOtherDatabase(conditions) ? "its preconditions are not met on PostgreSQL" : null;
        };
    }

    /** Whether all of the changeSet is done when the update goes on, whatever the database has that the changelog did not make. */
    boolean surelyDone(ChangeSetUnit changeSet) {
        if (Boolean.FALSE.equals(changeSet.source().getFailOnError())) {
            return false;
        }
        @Nullable PreconditionContainer conditions = changeSet.source().getPreconditions();
        return conditions == null
                || (endsOrRuns(conditions.getOnFail().name())
                        && endsOrRuns(conditions.getOnError().name()))
                || Boolean.TRUE.equals(holds(conditions, changeSet.source()));
    }

    private static boolean endsOrRuns(String option) {
        return option.equals("HALT") || option.equals("WARN");
    }

    /** HALT and WARN on a missing table is a drift that the author wants to hear of, not a changeSet that never runs. */
    private static boolean isForOtherDatabase(PreconditionContainer conditions) {
        return conditions.getNestedPreconditions().stream().anyMatch(DBMSPrecondition.class::isInstance)
                && conditions.getOnFail() != PreconditionContainer.FailOption.WARN;
    }

    private @Nullable Boolean holds(Precondition precondition, ChangeSet changeSet) {
        Function<Precondition, @Nullable Boolean> each = nested -> holds(nested, changeSet);
        if (precondition instanceof NotPrecondition not) {
            @Nullable Boolean any = find(true, not.getNestedPreconditions(), each);
            return any == null ? null : !any;
        }
        if (precondition instanceof OrPrecondition or) {
            return find(true, or.getNestedPreconditions(), each);
        }
        if (precondition instanceof AndPrecondition and) {
            return find(false, and.getNestedPreconditions(), each);
        }
        List<String> said = said(precondition);
        if (said.stream().anyMatch(text -> text.contains("${"))) {
            return null;
        }
        @Nullable Boolean answer;
        try {
            answer = single(precondition, changeSet);
        } catch (NullPointerException | IllegalArgumentException incomplete) {
            // YAML and JSON may leave out what Liquibase needs; it says so itself.
            return null;
        }
        boolean quotesAll = changeSet.getObjectQuotingStrategy() != ObjectQuotingStrategy.LEGACY
                && said.stream().anyMatch(text -> !text.equals(text.toLowerCase(Locale.ROOT)));
        return quotesAll ? null : answer;
    }

    /** What the author says in it; a property without a value may have one where the changelog runs. */
    private static List<String> said(Precondition precondition) {
        return precondition.getSerializableFields().stream()
                .map(precondition::getSerializableFieldValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private @Nullable Boolean single(Precondition precondition, ChangeSet changeSet) {
        if (precondition instanceof ChangeLogPropertyDefinedPrecondition defined
                && defined.getValue() != null
                && defined.getProperty().startsWith("database.")) {
            // The version is one of several, and the names may be assumed.
            return null;
        }
        if (precondition instanceof DBMSPrecondition || precondition instanceof ChangeLogPropertyDefinedPrecondition) {
            return check(precondition, changeSet);
        }
        if (precondition instanceof ChangeSetExecutedPrecondition executed) {
            return isExecuted(executed, changeSet);
        }
        if (precondition instanceof SqlPrecondition query) {
            boolean mayRunAfterError = runsAfterError(changeSet) && ConstantQuery.mayFail(query.getSql());
            return (query.getExpectedResult() == null || mayRunAfterError)
                    ? null
                    : ConstantQuery.answer(query.getSql())
                            .map(answer -> answer.equals(query.getExpectedResult()))
                            .orElse(null);
        }
        return exists(precondition);
    }

    private static boolean runsAfterError(ChangeSet changeSet) {
        @Nullable PreconditionContainer conditions = changeSet.getPreconditions();
        return conditions != null && conditions.getOnError() == PreconditionContainer.ErrorOption.WARN;
    }

    /** Whether one of them is as wanted: {@code wanted} when one is for certain, unknown when one may be. */
    private static @Nullable Boolean find(
            boolean wanted, List<Precondition> nested, Function<Precondition, @Nullable Boolean> holds) {
        boolean unknown = false;
        for (Precondition precondition : nested) {
            @Nullable Boolean one = holds.apply(precondition);
            if (one != null && one == wanted) {
                return wanted;
            }
            unknown |= one == null;
        }
        return unknown ? null : !wanted;
    }

    /** What Liquibase itself says, of a precondition that asks nothing of a server. */
    private @Nullable Boolean check(Precondition precondition, ChangeSet changeSet) {
        try {
            precondition.check(database, changeSet.getChangeLog().getRootChangeLog(), changeSet, null);
            return true;
        } catch (PreconditionFailedException failed) {
            return false;
        } catch (PreconditionErrorException unknown) {
            return null;
        }
    }

    /** Where the changelog is run from its start, a changeSet was executed when it stood before and ran or was marked so. */
    private @Nullable Boolean isExecuted(ChangeSetExecutedPrecondition executed, ChangeSet changeSet) {
        String key = key(executed.getId(), executed.getAuthor());
        String file = executed.getChangeLogFile() == null
                ? changeSet.getChangeLog().getRootChangeLog().getFilePath()
                : executed.getChangeLogFile();
        if (ran.getOrDefault(key, List.of()).contains(plain(file))) {
            return true;
        }
        return mayHaveRun.getOrDefault(key, List.of()).contains(plain(file)) ? null : Boolean.FALSE;
    }

    private static String key(String id, String author) {
        return id.toLowerCase(Locale.ROOT) + "::" + author.toLowerCase(Locale.ROOT);
    }

    private static String plain(String path) {
        return BEFORE_PATH.matcher(path.replace('\\', '/')).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private @Nullable Boolean exists(Precondition precondition) {
        if (!existence.knowsDefaultSchema()) {
            return null;
        }
        if (precondition instanceof TableExistsPrecondition table) {
            return existence.table(table.getSchemaName(), table.getTableName());
        }
        if (precondition instanceof ViewExistsPrecondition view) {
            return existence.view(view.getSchemaName(), view.getViewName());
        }
        if (precondition instanceof SequenceExistsPrecondition sequence) {
            return existence.sequence(sequence.getSchemaName(), sequence.getSequenceName());
        }
        if (precondition instanceof ColumnExistsPrecondition column) {
            return existence.column(column.getSchemaName(), column.getTableName(), column.getColumnName());
        }
        if (precondition instanceof IndexExistsPrecondition index) {
            return existence.index(
                    index.getSchemaName(), index.getTableName(), index.getIndexName(), index.getColumnNames());
        }
        if (precondition instanceof PrimaryKeyExistsPrecondition key) {
            return existence.primaryKey(key.getSchemaName(), key.getTableName(), key.getPrimaryKeyName());
        }
        if (precondition instanceof ForeignKeyExistsPrecondition key) {
            return existence.foreignKey(key.getSchemaName(), key.getForeignKeyTableName(), key.getForeignKeyName());
        }
        if (precondition instanceof UniqueConstraintExistsPrecondition unique && unique.getTableName() != null) {
            return existence.uniqueConstraint(
                    unique.getSchemaName(), unique.getTableName(), unique.getConstraintName(), unique.getColumnNames());
        }
        return null;
    }
}
