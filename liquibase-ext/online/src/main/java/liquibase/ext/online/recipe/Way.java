package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.recipe.Stage.Mode;
import liquibase.ext.online.sql.Command;

/** Writes down an online way, stage by stage. */
final class Way {
    private final List<Stage> stages = new ArrayList<>();

    private Way() {}

    /** Nothing yet. */
    static Way begin() {
        return new Way();
    }

    /** Statements that run outside a transaction. */
    Way outsideTransaction(Command... commands) {
        return statements(Mode.OUTSIDE_TRANSACTION, List.of(commands));
    }

    /** Statements that hold a lock which stops others, for a moment. */
    Way shortly(Command... commands) {
        return statements(Mode.SHORTLY, List.of(commands));
    }

    /** Statements that take long and stop nobody. */
    Way alone(Command... commands) {
        return statements(Mode.ALONE, List.of(commands));
    }

    Way statements(Mode mode, List<Command> commands) {
        stages.add(new Stage.Statements(mode, commands));
        return this;
    }

    Way change(ChangeForm form) {
        return change(form, begin());
    }

    /** One of our change types, and the same by hand. */
    Way change(ChangeForm form, Way byHand) {
        stages.add(new Stage.Change(form, byHand.stages));
        return this;
    }

    Way note(String sentence) {
        stages.add(new Stage.Note(sentence));
        return this;
    }

    Way first(String sentence) {
        stages.add(new Stage.First(sentence));
        return this;
    }

    /** Goes on with another way. */
    Way then(Way other) {
        stages.addAll(other.stages);
        return this;
    }

    /** Advice where there is no way to the same end. */
    Verdict.None instead(String why) {
        return new Verdict.None(why, stages);
    }

    Verdict.Online online() {
        return new Verdict.Online(stages);
    }
}
