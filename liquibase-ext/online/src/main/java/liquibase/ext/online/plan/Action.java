package liquibase.ext.online.plan;

import java.util.List;
import java.util.function.Function;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/** What a step does. */
public sealed interface Action {

    /**
     * Commands that run in one transaction, or one by one where they cannot. How to wait for their locks follows from
     * their footprints.
     *
     * @param known what the steps before have established of the tables
     */
    record Run(List<Command> commands, Known known) implements Action {
        public Run {
            commands = List.copyOf(commands);
        }

        /** Commands of which nothing more is known than their text says. */
        public static Run of(Command... commands) {
            return new Run(List.of(commands), Known.NOTHING);
        }
    }

    /**
     * An index built concurrently, and again after a failure.
     *
     * @param leftovers gives {@code schema, name} of the INVALID indexes with this definition, which failed builds left
     * @param duplicates names the keys when two rows have the same one; null for an index that allows that
     */
    record Build(
            CreateIndex command, String leftovers, @Nullable Violations duplicates) implements Action {}

    /**
     * A constraint that is NOT VALID is validated. When a row violates it, and it was added for this, it is dropped again,
     * as it would go on refusing new rows for the sake of a change that failed.
     *
     * @param known what the steps before have established of the tables
     * @param takeBack drops the constraint, or the one of a parent that it is a part of
     */
    record Validate(QualifiedName table, String constraint, Known known, Violations violations, Run takeBack)
            implements Action {
        /** A constraint that is part of no other. */
        public Validate(QualifiedName table, String constraint, Known known, Violations violations) {
            this(
                    table,
                    constraint,
                    known,
                    violations,
                    new Run(List.of(AlterTable.of(table, new DropConstraint(constraint, false, false))), known));
        }

        /** The validation itself. */
        public Run run() {
            return new Run(List.of(AlterTable.of(table, new ValidateConstraint(constraint))), known);
        }
    }

    /**
     * A statement of the author's that runs once and never again, however often the change is begun: the row that says so is
     * part of its transaction.
     */
    record Once(Command command) implements Action {}

    /** Rows worked through batch by batch. */
    record Fill(RowWork work) implements Action {}

    /** A look at a bounded sample of the rows, which ends the plan when it finds something; a script has no such step. */
    record Glance(Violations violations) implements Action {}

    /**
     * A look at the catalog, or at a few rows, that ends the plan when it finds something.
     *
     * @param query gives a row per finding, at most ten: {@code sample text, total bigint}
     * @param problem the sentence for the message, in which {@code %d} stands for the total
     * @param remedy what to do, with text to paste
     * @param kind what it looks at, and so whether a script has it too
     * @param authored whether it is asked in the author's search_path, every name and operator of ours being qualified
     */
    record Verify(String query, String problem, String remedy, Kind kind, boolean authored) implements Action {
        /** What is looked at. */
        public enum Kind {
            /** Objects: without this look the server would refuse the statement itself, a little later. */
            OBJECTS,
            /** Objects: without this look the server would do the work, and stop the application for it. */
            HAZARDS,
            /** Objects that the change is to take away: once it has begun they may be gone, and the look is left out. */
            TARGETS
        }

        /** The same look with a text of the author's in it, or with rows of the table. */
        public Verify inAuthorsPath() {
            return new Verify(query, problem, remedy, kind, true);
        }

        public static Verify objects(String query, String problem, String remedy) {
            return new Verify(query, problem, remedy, Kind.OBJECTS, false);
        }

        public static Verify targets(String query, String problem, String remedy) {
            return new Verify(query, problem, remedy, Kind.TARGETS, false);
        }

        public static Verify hazards(String query, String problem, String remedy) {
            return new Verify(query, problem, remedy, Kind.HAZARDS, false);
        }
    }

    /**
     * What the author is told before it happens, and need not prevent, such as what goes with CASCADE; a script has no such
     * step.
     *
     * @param query gives a row per finding, at most ten: {@code sample text, total bigint}
     * @param sentence in which {@code %d} stands for the total
     */
    record Tell(String query, String sentence) implements Action {}

    /**
     * Statements tried on an empty copy of the table, and a look at what became of it; then all of it is taken back. So the
     * server judges them as it will later, and writes their expressions as it does in its catalog, without a lock on the
     * table. A script has no such step.
     *
     * @param statements for a copy of the given name, one by one
     * @param looks at that copy, one by one
     * @param problem what it means that a statement fails
     * @param remedy what to do then
     */
    record Trial(
            QualifiedName table,
            Function<QualifiedName, List<String>> statements,
            Function<QualifiedName, List<Verify>> looks,
            String problem,
            String remedy)
            implements Action {}

    /**
     * The objects that the plan needs, checked before anything is changed. A script has no such step: there the server's
     * own errors stop at the first statement.
     *
     * @param columns that must exist
     * @param alters whether the table is altered, which only its owner may do
     * @param updates whether rows of it are updated
     */
    record Require(QualifiedName table, List<String> columns, boolean alters, boolean updates) implements Action {
        public Require {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Steps for each relation that a query finds when the step is due, such as each partition.
     *
     * @param query gives {@code schema, name} and perhaps a definition
     * @param script what a printed script has in its place, one statement an element
     * @param objects a query for what the script makes: schema, table and name, and the {@link Made.Kind kinds} of what bears
     *     it as an array of texts, and what a foreign key references; empty where it makes nothing that is kept
     * @param looksAtRows whether a step of these may look at rows of what is found
     * @param authored whether it is asked in the author's search_path, every name and operator of ours being qualified, as a
     *     definition must be that is to be run there
     */
    record ForEach(
            String query,
            Function<Found, List<Step>> steps,
            List<String> script,
            String objects,
            boolean looksAtRows,
            boolean authored)
            implements Action {
        public ForEach {
            script = List.copyOf(script);
        }

        public ForEach(String query, Function<Found, List<Step>> steps, List<String> script) {
            this(query, steps, script, "", false, false);
        }

        public ForEach(
                String query,
                Function<Found, List<Step>> steps,
                List<String> script,
                String objects,
                boolean looksAtRows) {
            this(query, steps, script, objects, looksAtRows, false);
        }

        /** The same, asked in the author's search_path. */
        public ForEach inAuthorsPath() {
            return new ForEach(query, steps, script, objects, looksAtRows, true);
        }

        /**
         * What the query finds.
         *
         * @param definition empty where the query gives none
         */
        public record Found(QualifiedName name, String definition) {}
    }

    /** Forgets how far the backfills of this change came, so that they start anew when it is run again. */
    record Forget() implements Action {}
}
