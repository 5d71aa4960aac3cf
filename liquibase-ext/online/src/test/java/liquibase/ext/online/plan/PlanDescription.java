package liquibase.ext.online.plan;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;

/** A plan as a person reads it: every step with what decides on it, what it runs and what that locks. */
public final class PlanDescription {
    /** Stands for whatever a query would find. */
    private static final QualifiedName FOUND = new QualifiedName("public", "found");

    /** Of a foreign key; where only its name is found, this is one. */
    private static final String DEFINITION =
            "ALTER TABLE public.found ADD CONSTRAINT found_key FOREIGN KEY (a) REFERENCES public.other";

    private final PgVersion version;
    private final StringBuilder text = new StringBuilder();

    private PlanDescription(PgVersion version) {
        this.version = version;
    }

    /** The whole plan for a server of some version. */
    public static String of(Plan plan, PgVersion version) {
        PlanDescription description = new PlanDescription(version);
        description.line(0, plan.title());
        description.steps(1, plan.steps());
        return description.text.toString();
    }

    private void steps(int depth, List<Step> steps) {
        for (Step step : steps) {
            line(depth, "- " + step.name());
            condition(depth, "when", step.when(), Condition.ALWAYS);
            condition(depth, "done when", step.doneWhen(), Condition.NEVER);
            action(depth + 2, step.action());
        }
    }

    private void condition(int depth, String label, Condition condition, Condition silent) {
        if (!condition.equals(silent)) {
            line(depth + 2, label + ": " + condition.describe() + (condition.assumed() ? " (a script says yes)" : ""));
            line(depth + 4, "asks: " + condition.question().text());
        }
    }

    private void action(int depth, Action action) {
        if (action instanceof Action.Run run) {
            run(depth, run.commands(), run.known());
        } else if (action instanceof Action.Once once) {
            run(depth, List.of(once.command()), Known.NOTHING);
        } else if (action instanceof Action.Build build) {
            run(depth, List.of(build.command()), Known.NOTHING);
            line(depth, "leftovers: " + build.leftovers());
            if (build.duplicates() != null) {
                violations(depth, build.duplicates());
            }
        } else if (action instanceof Action.Validate validate) {
            run(depth, validate.run().commands(), validate.known());
            violations(depth, validate.violations());
            line(depth, "taken back if this change added it");
            run(depth, validate.takeBack().commands(), validate.takeBack().known());
        } else if (action instanceof Action.Glance glance) {
            violations(depth, glance.violations());
            line(depth, "in a sample of 1000 pages: " + glance.violations().inSample(1000));
        } else if (action instanceof Action.Fill fill) {
            RowWork work = fill.work() instanceof Deletion deletion ? deletion.moving("every column") : fill.work();
            line(depth, work.statement(work.table(), "…"));
        } else if (action instanceof Action.Verify verify) {
            line(depth, verify.kind() + ": " + verify.query());
            line(depth, "problem: " + verify.problem());
            line(depth, "remedy: " + verify.remedy());
        } else if (action instanceof Action.Tell tell) {
            line(depth, "TELLS: " + tell.query());
            line(depth, "sentence: " + tell.sentence());
        } else if (action instanceof Action.Trial trial) {
            trial(depth, trial);
        } else if (action instanceof Action.Require require) {
            line(
                    depth,
                    "needs " + require.table() + " " + require.columns() + (require.alters() ? " altered" : "")
                            + (require.updates() ? " updated" : ""));
        } else if (action instanceof Action.ForEach each) {
            line(depth, "for each, such as " + FOUND + (each.script().isEmpty() ? "; not in a script" : ""));
            line(depth + 2, "of: " + each.query());
            if (depth < 5) {
                steps(depth, each.steps().apply(new Action.ForEach.Found(FOUND, DEFINITION)));
            }
        } else if (action instanceof Action.Forget) {
            line(depth, "progress rows go");
        }
    }

    private void trial(int depth, Action.Trial trial) {
        QualifiedName copy = new QualifiedName("pg_temp", trial.table().name());
        trial.statements().apply(copy).forEach(statement -> line(depth, "TRIAL: " + statement));
        line(depth, "problem: " + trial.problem());
        line(depth, "remedy: " + trial.remedy());
        for (Action.Verify look : trial.looks().apply(copy)) {
            line(depth, "look: " + look.query());
            line(depth + 1, "problem: " + look.problem());
            line(depth + 1, "remedy: " + look.remedy());
        }
    }

    private void violations(int depth, Violations violations) {
        line(depth, "violated: " + violations.problem());
        line(depth, "remedy: " + violations.remedy());
        line(depth, "finds them: " + violations.all());
    }

    private void run(int depth, List<Command> commands, Known known) {
        for (Command command : commands) {
            line(depth, command.sql());
        }
        Footprint together = commands.stream()
                .map(command -> command.footprint(version, known))
                .reduce(Footprint.NONE, Footprint::and);
        line(depth, "locks " + together + (together.isBlocking() ? " BLOCKING" : ""));
    }

    private void line(int depth, String line) {
        text.append(line.lines().map(part -> "  ".repeat(depth) + part).collect(Collectors.joining("\n")))
                .append('\n');
    }
}
