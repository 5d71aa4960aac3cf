package liquibase.ext.online.it.fill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.ext.online.fill.Fill;
import liquibase.ext.online.fill.FillListener;
import liquibase.ext.online.fill.ProgressTables;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.RowWork;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Settings.Locking;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.plan.Throttling;
import liquibase.ext.online.server.ConnectionSource;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Server;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SessionSettings;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.state.StateTables;
import org.jspecify.annotations.Nullable;

/** Work on the rows of the table {@code product}, run as often as a test wants, with an ear on every statement of it. */
final class Filling {
    private static final int KEPT_OF_A_STATEMENT = 2_000;

    private final TestDatabase database;
    private final RowWork work;
    private final Settings settings;
    private final List<ConnectionSource> sources = new ArrayList<>();
    private final List<Before> actions = new CopyOnWriteArrayList<>();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** What a test does in the middle of a run. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private record Before(String text, int nth, AtomicInteger seen, Action action) {}

    private Filling(TestDatabase database, RowWork work, Settings settings) {
        this.database = database;
        this.work = work;
        this.settings = settings;
    }

    /** Values for {@code sku}, as {@code 'P-' || id}. */
    static Filling sku(TestDatabase database, Pacing pacing) {
        return of(database, "sku", "'P-' || id::text", null, pacing);
    }

    static Filling of(TestDatabase database, String column, String expression, @Nullable String where, Pacing pacing) {
        Backfill backfill = new Backfill(
                new QualifiedName("public", "product"),
                List.of(new Update.Assignment(column, expression)),
                where,
                pacing);
        return new Filling(
                database, backfill, new Settings(Locking.DEFAULTS, pacing, Throttling.NONE, false, false, 0));
    }

    /** Any work, on whatever table. */
    static Filling of(TestDatabase database, RowWork work) {
        return new Filling(
                database, work, new Settings(Locking.DEFAULTS, work.pacing(), Throttling.NONE, false, false, 0));
    }

    /** The same with other settings. */
    Filling with(Throttling throttling) {
        return new Filling(
                database, work, new Settings(settings.locking(), settings.pacing(), throttling, false, false, 0));
    }

    Filling withLockBudget(Duration budget) {
        Locking locking = new Locking(Duration.ofMillis(100), budget, null, false);
        return new Filling(
                database, work, new Settings(locking, settings.pacing(), settings.throttling(), false, false, 0));
    }

    /** Lets its workers have connections. */
    Filling withConnections() {
        sources.add(() -> Optional.of(database.connect()));
        return this;
    }

    /** Lets one further worker have a connection, however many are wanted. */
    Filling withOneConnection() {
        AtomicInteger asked = new AtomicInteger();
        sources.add(() -> asked.getAndIncrement() == 0 ? Optional.of(database.connect()) : Optional.empty());
        return this;
    }

    /** Does something before the nth statement with this text, in the worker that is about to run it. */
    Filling before(String text, int nth, Action action) {
        actions.add(new Before(text, nth, new AtomicInteger(), action));
        return this;
    }

    void run() throws SQLException {
        try (Connection connection = database.connect()) {
            Session session = new Session(connection, this::hear);
            PgVersion version = new Server(session).check(false);
            new SessionSettings(session).apply("liquibase-online fill", version);
            Connections connections = new Connections(sources, false, notes::add);
            connections.like(session);
            new Fill(
                            session,
                            connections,
                            progress(),
                            new Origin("fill", "it", "changelog.xml", 0),
                            "fill product",
                            work.statement(work.table(), "true"),
                            work,
                            version,
                            settings,
                            Heartbeat.none(),
                            listener())
                    .run(() -> {});
        }
    }

    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(() -> {
            try {
                run();
            } catch (SQLException failure) {
                throw new CompletionException(failure);
            }
        });
    }

    private void hear(String statement) {
        statements.add(statement.substring(0, Math.min(statement.length(), KEPT_OF_A_STATEMENT)));
        for (Before before : actions) {
            if (statement.contains(before.text) && before.seen.incrementAndGet() == before.nth) {
                try {
                    before.action.run();
                } catch (Exception e) {
                    throw new IllegalStateException("the test's own action failed", e);
                }
            }
        }
    }

    private FillListener listener() {
        return new FillListener() {
            @Override
            public void batch(long rows, long written, long total) {}

            @Override
            public void inTheWay(Duration waited, List<String> who) {
                notes.add("in the way: " + who);
            }

            @Override
            public void held(String reason) {
                notes.add("held: " + reason);
            }

            @Override
            public void note(String text) {
                notes.add(text);
            }
        };
    }

    /** Statements that changed something, in the order in which they began. */
    List<String> statements() {
        return statements;
    }

    List<String> notes() {
        return notes;
    }

    private static ProgressTables progress() {
        return new ProgressTables(
                new StateTables(StateTable.in("public", "databasechangelog"), "public.databasechangelog"));
    }

    /** What online-status would show. */
    Status status() throws SQLException {
        try (Connection connection = database.connect()) {
            return progress().all(new Session(connection, sql -> {})).get(0);
        }
    }

    void awaitStatus(String status) throws Exception {
        try (Connection connection = database.connect()) {
            Session session = new Session(connection, sql -> {});
            ProgressTables tables = progress();
            Await.until(
                    status,
                    Duration.ofSeconds(30),
                    () -> tables.all(session).stream()
                            .anyMatch(one -> one.status().equals(status)));
        }
    }
}
