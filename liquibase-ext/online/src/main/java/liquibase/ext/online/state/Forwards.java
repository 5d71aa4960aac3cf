package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.plan.StateTable.How;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;

/** Of a change that runs: that it began and in which edition, what it made, and what it found. */
public final class Forwards implements Ledger {
    private final StateTables tables;
    private final Edition edition;
    private final Set<Made> foundBefore = new LinkedHashSet<>();
    private How found = How.ADOPTED;
    private boolean begun;

    public Forwards(StateTables tables, Edition edition) {
        this.tables = tables;
        this.edition = edition;
    }

    @Override
    public void check(Session session, Plan plan) throws SQLException {
        tables.requireRights(session);
        found = new EditionCheck(session, tables, edition).check(plan);
    }

    @Override
    public boolean hasBegun(Session session) throws SQLException {
        return tables.of(session, edition.origin()).stream().anyMatch(Kept::isBegin);
    }

    @Override
    public void begin(Session session) throws SQLException {
        if (begun) {
            return;
        }
        tables.ready(session);
        List<String> statements = new ArrayList<>();
        if (edition.executed()) {
            statements.add(names().runAnew(edition.origin()));
        }
        statements.add(names().begin(edition));
        if (found == How.CREATED && !edition.executed()) {
            statements.add(names().takeOver(edition));
        }
        foundBefore.forEach(made -> statements.add(names().found(edition.origin(), made, found)));
        session.execute("BEGIN; " + String.join("; ", statements) + "; COMMIT");
        begun = true;
        foundBefore.clear();
    }

    @Override
    public List<String> rows(List<Command> commands) {
        List<String> rows = new ArrayList<>(keep(Made.by(commands), How.CREATED));
        Made.takenBackBy(commands, Known.NOTHING).forEach(made -> rows.add(names().drop(edition.origin(), made)));
        return rows;
    }

    /** What is run again on purpose, such as runOnChange, begins with its first statement. */
    @Override
    public boolean hasRun(Session session, String step) throws SQLException {
        List<Kept> kept = tables.of(session, edition.origin());
        boolean over = !begun
                && edition.executed()
                && kept.stream().anyMatch(row -> row.isBegin() && row.status().equals("done"));
        return !over
                && kept.stream().anyMatch(row -> row.isStatement() && row.step().equals(step));
    }

    @Override
    public List<String> ran(String step) {
        return List.of(names().ran(edition.origin(), step));
    }

    @Override
    public void building(Session session, Command build) throws SQLException {
        for (String row : keep(Made.by(List.of(build)), How.BUILDING)) {
            session.execute(row);
        }
    }

    @Override
    public void built(Session session, Command build) throws SQLException {
        for (String row : keep(Made.by(List.of(build)), How.CREATED)) {
            session.execute(row);
        }
    }

    /** Kept once something changes: a plan that is refused leaves nothing. */
    @Override
    public void found(Session session, List<Made> there) throws SQLException {
        if (!begun) {
            foundBefore.addAll(there);
            return;
        }
        for (Made made : there) {
            session.execute(names().found(edition.origin(), made, found));
        }
    }

    /** A check that served its time in an earlier run is not there now, whatever the step that adds it took it for. */
    @Override
    public void gone(Session session, List<Made> away) throws SQLException {
        foundBefore.removeIf(found -> away.stream().anyMatch(found::is));
        if (begun) {
            for (Made made : away) {
                session.execute(names().drop(edition.origin(), made));
            }
        }
    }

    @Override
    public boolean madeConstraint(Session session, QualifiedName table, String name) throws SQLException {
        return Kept.made(tables.of(session, edition.origin())).stream()
                .anyMatch(made -> made.kind() == Made.Kind.CONSTRAINT
                        && made.table().equals(table)
                        && made.name().equals(name));
    }

    /** A plan that found everything done keeps what it found, too. */
    @Override
    public void end(Session session) throws SQLException {
        begin(session);
        session.execute(names().end(edition.origin()));
    }

    @Override
    public String fingerprint() {
        return edition.fingerprint();
    }

    @Override
    public String table() {
        return names().main().toString();
    }

    private List<String> keep(List<Made> made, How how) {
        return made.stream()
                .map(each -> names().made(edition.origin(), each, how))
                .toList();
    }

    private StateTable names() {
        return tables.names();
    }
}
