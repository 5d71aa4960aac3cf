package liquibase.ext.online.it.server;

import static liquibase.ext.online.it.server.PostgresServer.USUAL_MAJOR;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The majors that a case runs on. Every case on every major is too much for each build, so each meets one in turn: which
 * one follows from its name and the day, so that every build has cases on every major, and every case meets them all
 * within days. {@code -Dpostgres.majors=all} (as {@code mvn verify -Pfull} has it) is every case on every major, and
 * {@code -Dpostgres.majors=15,17} every case on these.
 *
 * <p>As a source of arguments it gives the majors of the test method.
 */
public final class Majors implements ArgumentsProvider {
    static final List<Integer> SUPPORTED = List.of(13, 14, 15, 16, 17, 18);

    private static final String WANTED =
            System.getProperty("postgres.majors", "").strip();

    /** All that this run is asked to cover. */
    public static List<Integer> all() {
        OptionalInt given = GivenServer.major();
        if (given.isPresent()) {
            return List.of(given.getAsInt());
        }
        return WANTED.isEmpty() || WANTED.equals("all")
                ? SUPPORTED
                : Arrays.stream(WANTED.split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList();
    }

    /** Every case with its majors, each major's cases together: one server at a time has its caches warm. */
    public static <T> Stream<Arguments> of(Collection<T> cases, BiPredicate<T, Integer> runsOn) {
        return cases.stream()
                .flatMap(one -> inTurn(one.toString(), that(major -> runsOn.test(one, major))).stream()
                        .map(major -> Arguments.of(major, one)))
                .sorted(Comparator.comparing(arguments -> (Integer) arguments.get()[0]));
    }

    /** The usual one, and one of the others in turn. */
    public static List<Integer> usualAndAnother(String name) {
        return Stream.concat(
                        that(major -> major == USUAL_MAJOR).stream(),
                        inTurn(name, that(major -> major != USUAL_MAJOR)).stream())
                .toList();
    }

    private static List<Integer> that(Predicate<Integer> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** One of what a test could do, in turn like the majors; all of it where every major is asked for. */
    public static <T> List<T> inTurn(String name, List<T> able) {
        if (able.isEmpty() || !WANTED.isEmpty()) {
            return able;
        }
        return List.of(able.get(Turn.today(name, able.size())));
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        return inTurn(name, all()).stream().map(Arguments::of);
    }
}
