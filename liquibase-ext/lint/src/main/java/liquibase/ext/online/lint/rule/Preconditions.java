package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.precondition.Precondition;
import liquibase.precondition.core.AndPrecondition;
import liquibase.precondition.core.ChangeSetExecutedPrecondition;
import liquibase.precondition.core.ColumnExistsPrecondition;
import liquibase.precondition.core.DBMSPrecondition;
import liquibase.precondition.core.IndexExistsPrecondition;
import liquibase.precondition.core.NotPrecondition;
import liquibase.precondition.core.OrPrecondition;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.SequenceExistsPrecondition;
import liquibase.precondition.core.TableExistsPrecondition;
import liquibase.precondition.core.ViewExistsPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * Whether preconditions let a changeSet run, as far as the replayed catalog can tell: yes, no, or unknown (null). Only a
 * certain no, with an onFail that goes on, skips a changeSet.
 */
final class Preconditions {
    private static final Pattern BEFORE_PATH = Pattern.compile("^(?:classpath:)?(?:\\./|/)*");

    private final Catalog catalog;
    private final Map<String, List<String>> ran = new HashMap<>();

    Preconditions(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Notes that a changeSet ran. */
    void ran(ChangeSetId changeSet) {
        ran.computeIfAbsent(key(changeSet.id(), changeSet.author()), id -> new ArrayList<>(1))
                .add(plain(changeSet.file()));
    }

    /** Why the changeSet would be passed over, or null when it runs or nobody can tell. */
    @Nullable
    String skips(ChangeSetUnit changeSet) {
        @Nullable PreconditionContainer conditions = changeSet.source().getPreconditions();
        if (conditions == null || !Boolean.FALSE.equals(all(conditions))) {
            return null;
        }
        return switch (conditions.getOnFail()) {
            case MARK_RAN, CONTINUE -> "its preconditions are not met after the changeSets before it";
            default -> isForOtherDatabase(conditions) ? "its preconditions are not met on PostgreSQL" : null;
        };
    }

    /** Whether the changeSet runs, or the update ends with it, whatever the database has that the changelog did not make. */
    boolean surelyRuns(ChangeSetUnit changeSet) {
        @Nullable PreconditionContainer conditions = changeSet.source().getPreconditions();
        return conditions == null
                || conditions.getOnFail() == PreconditionContainer.FailOption.HALT
                || conditions.getOnFail() == PreconditionContainer.FailOption.WARN
                || Boolean.TRUE.equals(all(conditions));
    }

    /** HALT and WARN on a missing table is a drift that the author wants to hear of, not a changeSet that never runs. */
    private static boolean isForOtherDatabase(PreconditionContainer conditions) {
        return conditions.getNestedPreconditions().stream().anyMatch(DBMSPrecondition.class::isInstance)
                && conditions.getOnFail() != PreconditionContainer.FailOption.WARN;
    }

    private @Nullable Boolean all(AndPrecondition and) {
        boolean unknown = false;
        for (Precondition nested : and.getNestedPreconditions()) {
            @Nullable Boolean one = holds(nested);
            if (Boolean.FALSE.equals(one)) {
                return false;
            }
            unknown |= one == null;
        }
        return unknown ? null : true;
    }

    private @Nullable Boolean any(OrPrecondition or) {
        boolean unknown = false;
        for (Precondition nested : or.getNestedPreconditions()) {
            @Nullable Boolean one = holds(nested);
            if (Boolean.TRUE.equals(one)) {
                return true;
            }
            unknown |= one == null;
        }
        return unknown ? null : false;
    }

    private @Nullable Boolean holds(Precondition precondition) {
        if (precondition instanceof NotPrecondition not) {
            @Nullable Boolean all = null;
            for (Precondition nested : not.getNestedPreconditions()) {
                all = holds(nested);
                if (!Boolean.FALSE.equals(all)) {
                    break;
                }
            }
            return all == null ? null : !all;
        }
        if (precondition instanceof OrPrecondition or) {
            return any(or);
        }
        if (precondition instanceof AndPrecondition and) {
            return all(and);
        }
        if (precondition instanceof DBMSPrecondition dbms) {
            return isPostgres(dbms.getType());
        }
        return exists(precondition);
    }

    private static boolean isPostgres(String types) {
        boolean found = false;
        boolean onlyExcludes = true;
        for (String type : types.toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = type.strip();
            if (name.equals("!postgresql")) {
                return false;
            }
            onlyExcludes &= name.startsWith("!");
            found |= name.equals("postgresql") || name.equals("all");
        }
        return found || onlyExcludes;
    }

    /** Where the changelog is run from its start, a changeSet was executed when it stood before and was not skipped. */
    private boolean isExecuted(ChangeSetExecutedPrecondition executed) {
        List<String> files = ran.getOrDefault(key(executed.getId(), executed.getAuthor()), List.of());
        return executed.getChangeLogFile() == null
                ? !files.isEmpty()
                : files.contains(plain(executed.getChangeLogFile()));
    }

    private static String key(String id, String author) {
        return id.toLowerCase(Locale.ROOT) + "::" + author.toLowerCase(Locale.ROOT);
    }

    private static String plain(String path) {
        return BEFORE_PATH.matcher(path.replace('\\', '/')).replaceFirst("");
    }

    private @Nullable Boolean exists(Precondition precondition) {
        if (precondition instanceof ChangeSetExecutedPrecondition executed) {
            return isExecuted(executed);
        }
        if (precondition instanceof TableExistsPrecondition table) {
            return known(name(table.getSchemaName(), table.getTableName()));
        }
        if (precondition instanceof ViewExistsPrecondition view) {
            return known(name(view.getSchemaName(), view.getViewName()));
        }
        if (precondition instanceof SequenceExistsPrecondition sequence) {
            return known(name(sequence.getSchemaName(), sequence.getSequenceName()));
        }
        if (precondition instanceof ColumnExistsPrecondition column) {
            QualifiedName table = name(column.getSchemaName(), column.getTableName());
            return catalog.isComplete(table)
                    ? (Boolean) catalog.typeOf(table, column.getColumnName().toLowerCase(Locale.ROOT))
                            .isPresent()
                    : catalog.exists(table) ? null : known(table);
        }
        if (precondition instanceof IndexExistsPrecondition index && index.getIndexName() != null) {
            return known(name(index.getSchemaName(), index.getIndexName()));
        }
        return null;
    }

    private @Nullable Boolean known(QualifiedName relation) {
        if (relation.toString().contains("${")) {
            // Of a property that has no value here, and may have one where the changelog runs.
            return null;
        }
        return catalog.exists(relation) ? Boolean.TRUE : catalog.isClosed(relation) ? Boolean.FALSE : null;
    }

    /** PostgreSQL folds a name without quotes to lower case, and Liquibase looks for it so. */
    private static QualifiedName name(@Nullable String schema, String name) {
        return new QualifiedName(
                schema == null ? null : schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
}
