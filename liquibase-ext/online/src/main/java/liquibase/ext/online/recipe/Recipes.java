package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;

/** All recipes, and the verdict where none has a say. */
public final class Recipes {
    private static final List<Recipe> ALL = ServiceLoader.load(Recipe.class, Recipe.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    /** What to do where no recipe has a say. */
    public static final String IN_STEPS = "Do it in steps that each take a short lock or a long one that stops nobody.";

    private Recipes() {}

    /**
     * What becomes of each command of a changeSet.
     *
     * @param given of which {@code earlier} stands before the first of them
     */
    public static List<Verdict> of(List<Command> changeSet, Given given) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Command> earlier = new ArrayList<>(given.earlier());
        for (Command command : changeSet) {
            verdicts.add(of(command, new Given(given.known(), given.versions(), earlier)));
            earlier.add(command);
        }
        return verdicts;
    }

    /** What becomes of one command; of an ALTER TABLE with several actions what becomes of them one by one. */
    public static Verdict of(Command command, Given given) {
        Optional<String> unread = command.notUnderstood(given.known());
        if (unread.isPresent()) {
            return new Verdict.Unread(unread.get());
        }
        Footprint footprint = given.footprint(command);
        if (!footprint.isBlocking()) {
            return stopsSomebody(footprint)
                    ? new Verdict.Short()
                    : new Verdict.Free("it locks nothing that others need");
        }
        List<Command> parts = parts(command);
        if (parts.size() == 1) {
            return cure(command, given).orElseGet(() -> Verdict.None.of("PostgreSQL does it in one go.", IN_STEPS));
        }
        return together(parts, of(parts, given));
    }

    /** The recipe's word on a command, whatever its footprint is; empty where no recipe knows it. */
    public static Optional<Verdict> cure(Command command, Given given) {
        return ALL.stream()
                .flatMap(recipe -> Stream.<Verdict>ofNullable(
                        recipe.verdict(command, given).orElse(null)))
                .findFirst();
    }

    private static List<Command> parts(Command command) {
        return command instanceof AlterTable alter && alter.actions().size() > 1
                ? alter.actions().stream()
                        .<Command>map(action ->
                                new AlterTable(alter.table(), alter.ifExists(), alter.only(), List.of(action)))
                        .toList()
                : List.of(command);
    }

    private static boolean stopsSomebody(Footprint footprint) {
        return footprint.tables().values().stream()
                .anyMatch(touch -> touch.mode().blocksWrites());
    }

    /** One that has no online way leaves none for the whole. */
    private static Verdict together(List<Command> parts, List<Verdict> verdicts) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict instanceof Verdict.None || verdict instanceof Verdict.Unread) {
                return verdict;
            }
            stages.addAll(
                    verdict instanceof Verdict.Online online
                            ? online.stages()
                            : List.of(new Stage.Statements(Stage.Mode.SHORTLY, List.of(parts.get(i)))));
        }
        return new Verdict.Online(stages);
    }
}
