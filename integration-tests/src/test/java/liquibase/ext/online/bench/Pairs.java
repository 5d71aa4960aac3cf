package liquibase.ext.online.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ui.LoggerUIService;

/**
 * Each recipe by ours and by hand in turn, five times, each on a fresh copy of its table. What is compared is the processor
 * time of the whole server, so that other work on the machine does little to it.
 */
final class Pairs {
    private static final int ROUNDS = 5;

    private final PostgresServer server;
    private final Options options;
    private final PrintStream progress;

    /** Processor seconds of the server. */
    record Pair(double ours, double byHand) {
        double ratio() {
            return ours / byHand;
        }
    }

    Pairs(PostgresServer server, Options options, PrintStream progress) {
        this.server = server;
        this.options = options;
        this.progress = progress;
    }

    /** The pair with the median ratio of each recipe that is wanted. */
    Map<Recipe, Pair> measure() throws Exception {
        Map<Recipe, Pair> medians = new LinkedHashMap<>();
        for (Recipe recipe : Recipe.ALL) {
            if (options.wants(recipe, Online.DEFAULTS)) {
                medians.put(recipe, median(recipe));
            }
        }
        return medians;
    }

    private Pair median(Recipe recipe) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        try (TestDatabase template = Recipe.TABLE.template(server)) {
            template.run(recipe.prepared().toArray(new String[0]));
            for (int round = 1; round <= ROUNDS; round++) {
                boolean oursFirst = round % 2 == 1;
                double first = cpu(template, recipe, oursFirst);
                double second = cpu(template, recipe, !oursFirst);
                Pair pair = oursFirst ? new Pair(first, second) : new Pair(second, first);
                pairs.add(pair);
                progress.printf(
                        "   %s, pair %d: ours %.2f s, by hand %.2f s of CPU%n",
                        recipe, round, pair.ours(), pair.byHand());
            }
        }
        pairs.sort((one, other) -> Double.compare(one.ratio(), other.ratio()));
        return pairs.get(ROUNDS / 2);
    }

    private static double cpu(TestDatabase template, Recipe recipe, boolean ours) throws Exception {
        try (TestDatabase copy = Product.copy(template);
                Connection connection = copy.connect()) {
            FromFirstToLast clock = new FromFirstToLast(new ServerCpu(postmaster(connection)));
            if (ours) {
                new LiquibaseUpdate(copy, Path.of("."), recipe.changelog())
                        .telling(new LoggerUIService())
                        .watchedBy(new ChangeSetWatch(clock))
                        .run();
            } else {
                clock.start();
                recipe.byHand().run(connection, Recipe.TABLE.rows());
                clock.stop();
            }
            return clock.spent;
        }
    }

    private static long postmaster(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs from the first changeSet to the last. */
    private static final class FromFirstToLast implements Strategy.Clock {
        private final ServerCpu cpu;
        private double before = Double.NaN;
        private double spent = Double.NaN;

        private FromFirstToLast(ServerCpu cpu) {
            this.cpu = cpu;
        }

        @Override
        public void start() {
            if (Double.isNaN(before)) {
                before = cpu.seconds();
            }
        }

        @Override
        public void stop() {
            spent = cpu.seconds() - before;
        }
    }
}
