package liquibase.ext.online.plan;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Sql;

/**
 * A plan as a script for psql: the same statements, without the retries and the resume of a live run. What only a server
 * can answer is taken as {@link Condition#assumed()} says.
 */
public final class PlanText {
    private final Plan plan;
    private final PgVersion version;
    private final Settings settings;
    private final List<String> statements = new ArrayList<>();
    private final ScriptRows rows;
    private int printed;

    private PlanText(Plan plan, PgVersion version, Settings settings, ScriptRows rows) {
        this.rows = rows;
        this.plan = plan;
        this.version = version;
        this.settings = settings;
    }

    /** One element a statement, each with the comments that belong to it and without a closing semicolon. */
    public static List<String> of(Plan plan, PgVersion version, Settings settings, ScriptRows rows) {
        PlanText text = new PlanText(plan, version, settings, rows);
        plan.steps().stream().filter(step -> step.when().assumed()).forEach(text::step);
        return text.wrapped();
    }

    private List<String> wrapped() {
        if (statements.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        all.add("-- " + plan.title() + ", for psql against " + version + ", outside a transaction\n"
                + "-- A script cannot retry as update does: when a statement fails, mend the cause and go on there, or run update.\n"
                + "SET lock_timeout = 0");
        all.add("SET statement_timeout = 0");
        all.addAll(rows.begin());
        all.addAll(statements);
        all.addAll(rows.end());
        all.add("RESET statement_timeout");
        all.add("RESET lock_timeout");
        return all;
    }

    private void step(Step step) {
        Action action = step.action();
        if (action instanceof Action.Run run) {
            run(step, run.commands(), run.known());
        } else if (action instanceof Action.Once once) {
            once(step, once.command());
        } else if (action instanceof Action.Build build) {
            statements.addAll(rows.before(List.of(build.command())));
            run(step, List.of(build.command()), Known.NOTHING);
        } else if (action instanceof Action.Validate validate) {
            run(step, validate.run().commands(), validate.known());
        } else if (action instanceof Action.Verify verify && verify.kind() == Action.Verify.Kind.HAZARDS) {
            statements.add(heading(step) + verify(verify));
        } else if (action instanceof Action.Fill fill) {
            List<String> script = rows.fill(step, fill.work(), settings.acceptRowSecurity());
            statements.add(heading(step) + script.get(0));
            statements.addAll(script.subList(1, script.size()));
        } else if (action instanceof Action.ForEach each && !each.script().isEmpty()) {
            String heading = heading(step);
            statements.addAll(rows.making(each.objects()));
            statements.add(heading + each.script().get(0));
            statements.addAll(each.script().subList(1, each.script().size()));
            statements.addAll(rows.isMade(each.objects()));
        }
    }

    private void run(Step step, List<Command> commands, Known known) {
        Footprint footprint = commands.stream()
                .map(command -> command.footprint(version, known))
                .reduce(Footprint.NONE, Footprint::and);
        String heading = heading(step) + "--    locks " + footprint + "\n";
        if (footprint.locksThatStopWrites().isEmpty()) {
            List<String> texts = commands.stream()
                    .flatMap(command -> rows.statements(command, known).stream())
                    .toList();
            statements.add(heading + texts.get(0));
            statements.addAll(texts.subList(1, texts.size()));
            statements.addAll(rows.with(commands));
            return;
        }
        statements.add(heading + "BEGIN");
        statements.add(
                "SET LOCAL lock_timeout = '" + settings.locking().timeout().toMillis() + "ms'");
        commands.forEach(command -> statements.addAll(rows.statements(command, known)));
        statements.addAll(rows.with(commands));
        statements.add("COMMIT");
    }

    private void once(Step step, Command command) {
        Footprint footprint = command.footprint(version, Known.NOTHING);
        statements.add(heading(step) + "--    locks " + footprint + "\nBEGIN");
        if (footprint.tables().values().stream().anyMatch(touch -> touch.mode().blocksWrites())) {
            statements.add(
                    "SET LOCAL lock_timeout = '" + settings.locking().timeout().toMillis() + "ms'");
        }
        statements.add(command.sql());
        statements.addAll(rows.with(List.of(command)));
        statements.addAll(rows.ran(step.name()));
        statements.add("COMMIT");
    }

    /** A command that takes the same locks on every version, with a comment that names them. */
    public static String withLocks(Command command) {
        return "--    locks " + command.footprint(PgVersion.NEWEST, Known.NOTHING) + "\n" + command.sql();
    }

    private String heading(Step step) {
        printed++;
        return "-- " + printed + ". " + step.name() + "\n";
    }

    /** Names in the query mean its columns, also where these are called as the variables are. */
    private String verify(Action.Verify verify) {
        return "DO "
                + Sql.dollarQuoted("""

                #variable_conflict use_column
                DECLARE samples pg_catalog.text; found bigint;
                BEGIN
                  SELECT pg_catalog.string_agg(f.sample, '; '), pg_catalog.max(f.total) INTO samples, found FROM (
                    %s
                  ) AS f;
                  IF found OPERATOR(pg_catalog.>) 0 THEN
                    RAISE EXCEPTION USING MESSAGE = pg_catalog.concat(pg_catalog.replace(%s, '%%d', found::pg_catalog.text), ': ',
                      samples),
                      HINT = %s;
                  END IF;
                END\s""".formatted(
                                verify.query(),
                                Sql.literal(plan.title() + ": " + verify.problem()),
                                Sql.literal(verify.remedy())));
    }
}
