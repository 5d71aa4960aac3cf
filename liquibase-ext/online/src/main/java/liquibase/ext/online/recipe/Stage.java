package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.sql.Command;

/** One part of an online way. Each that holds statements or a change is a changeSet of its own, in their order. */
public sealed interface Stage {

    /** How statements run. */
    enum Mode {
        /** One by one: CONCURRENTLY takes no transaction. */
        OUTSIDE_TRANSACTION,
        /** Together, holding a lock that stops others for a moment: with a limit on how long they wait for it. */
        SHORTLY,
        /** They take long, and stop nobody. */
        ALONE,
        /** In the place of the statement, as often as it takes. */
        HERE
    }

    /** SQL statements. */
    record Statements(Mode mode, List<Command> commands) implements Stage {
        public Statements {
            commands = List.copyOf(commands);
        }
    }

    /**
     * One of our change types.
     *
     * @param byHand the same without it, for a changelog in which it cannot stand; empty where that is not worth writing out
     */
    record Change(ChangeForm form, List<Stage> byHand) implements Stage {
        public Change {
            byHand = List.copyOf(byHand);
        }
    }

    /** A sentence, which is no step. */
    record Note(String sentence) implements Stage {}

    /** A sentence that says what to do first. */
    record First(String sentence) implements Stage {}
}
