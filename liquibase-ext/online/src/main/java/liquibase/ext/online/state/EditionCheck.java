package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.StateTable.How;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Whether a change may go on with what stands: what it began itself in this edition, and nothing else. */
final class EditionCheck {
    private final Session session;
    private final StateTables tables;
    private final Edition edition;

    EditionCheck(Session session, StateTables tables, Edition edition) {
        this.session = session;
        this.tables = tables;
        this.edition = edition;
    }

    /** Refuses, or says whose it is when something that the plan would make is there and nothing is known of it. */
    How check(Plan plan) throws SQLException {
        List<Kept> kept = tables.ofChangeSet(session, edition.origin());
        boolean begun = kept.stream().anyMatch(this::isBeginOfThis);
        boolean begunByOlder =
                !begun && kept.stream().anyMatch(row -> row.origin().equals(edition.origin()));
        if (begunByOlder && !edition.executed() && !edition.accepted()) {
            refuseOtherBackfill(plan, kept);
        }
        if (edition.accepted() || (!begun && (edition.executed() || begunByOlder))) {
            return How.CREATED;
        }
        if (!edition.executed()) {
            Optional<OtherEdition> other = OtherEdition.of(edition, kept);
            if (other.isPresent()) {
                throw other.get().refusal();
            }
            refuseForeignColumns(plan, kept);
        }
        return How.ADOPTED;
    }

    private boolean isBeginOfThis(Kept row) {
        return row.isBegin() && row.origin().equals(edition.origin());
    }

    /** The first layout knew backfills only, and these by what they write. */
    private void refuseOtherBackfill(Plan plan, List<Kept> kept) throws Refusal {
        for (Kept row : kept) {
            boolean same = plan.steps().stream()
                    .anyMatch(step -> step.name().equals(row.step())
                            && step.action() instanceof Action.Fill fill
                            && fill.work() instanceof Backfill backfill
                            && Version1.fingerprint(backfill).equals(row.fingerprint()));
            if (row.origin().equals(edition.origin()) && row.stands() && !same) {
                throw new OtherEdition(edition.origin(), List.of(row)).refusal();
            }
        }
    }

    /** A column that this change did not add may be of any make, and hold what exists nowhere else. */
    private void refuseForeignColumns(Plan plan, List<Kept> kept) throws SQLException {
        List<Made> own = Kept.made(kept.stream()
                .filter(row -> row.origin().equals(edition.origin()))
                .toList());
        for (Made column : columns(plan)) {
            Optional<List<@Nullable String>> there =
                    own.stream().anyMatch(column::is) ? Optional.empty() : definition(column);
            if (there.isPresent()) {
                throw new Refusal(
                        "column " + Sql.name(column.name()) + " of " + column.table() + " exists already, as "
                                + there.get().get(0) + ", and this changeSet did not add it",
                        "drop or rename that column; or, if it is what the changeSet wants, keep the changeSet from running"
                                + " where it is (precondition not columnExists with onFail=MARK_RAN; or changelog-sync, after"
                                + " which a rollback drops it); or, if an earlier run added it that kept no record, take it for"
                                + " this changeSet's own with liquibase.online.acceptEdited=" + edition.origin());
            }
        }
    }

    private static List<Made> columns(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() instanceof Action.Run)
                .flatMap(step -> Made.by(((Action.Run) step.action()).commands()).stream())
                .filter(made -> made.kind() == Made.Kind.COLUMN)
                .distinct()
                .toList();
    }

    private Optional<List<@Nullable String>> definition(Made column) throws SQLException {
        return session.first(
                "SELECT pg_catalog.concat_ws(' ', pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN"
                        + " 'NOT NULL' END, CASE WHEN a.atthasdef THEN pg_catalog.concat('DEFAULT ', pg_catalog.pg_get_expr(d.adbin,"
                        + " d.adrelid)) ELSE 'without default' END) FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d"
                        + " ON d.adrelid OPERATOR(pg_catalog.=) a.attrelid AND d.adnum OPERATOR(pg_catalog.=) a.attnum WHERE"
                        + " a.attrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass("
                        + Sql.literal(column.table().toString()) + ") AND a.attname OPERATOR(pg_catalog.=) "
                        + Sql.literal(column.name()) + " AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped");
    }
}
