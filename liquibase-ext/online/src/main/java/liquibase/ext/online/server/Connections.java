package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Further sessions beside the run's own: the first source that has a fitting connection gives it. */
public final class Connections {
    /** What the server keeps of an application_name. */
    private static final int LONGEST_NAME = 63;

    private static final String KEEP_ALIVE = "tcpKeepAlive=true";
    private static final String LACKING =
            "no second connection is to be had, by which to notice that the network has dropped this one in silence: set"
                    + " liquibase.online.url, or add " + KEEP_ALIVE + " to the URL";

    private final List<ConnectionSource> sources;
    private final boolean allowPooler;
    private final Consumer<String> note;
    private final Set<String> told = new HashSet<>();
    private @Nullable Identity own;
    private Manners manners = Manners.quiet();
    private String applicationName = "";
    private boolean outOfReach;
    private boolean keptAlive;
    private String authorsPath = "";

    /**
     * Further sessions from these sources, asked in this order.
     *
     * @param allowPooler whether a connection through a pooler is accepted
     * @param note hears once why a connection was not to be had, from any thread
     */
    public Connections(List<ConnectionSource> sources, boolean allowPooler, Consumer<String> note) {
        this.sources = List.copyOf(sources);
        this.allowPooler = allowPooler;
        this.note = note;
    }

    /** No sources: the run's own session is the only one. */
    public static Connections none() {
        return new Connections(List.of(), false, reason -> {});
    }

    /**
     * Remembers the run's own session as what the others must be like. Called when its settings are made; from then on
     * {@link #another} may be called from any thread, and the own session is not touched by it.
     */
    public synchronized void like(Session session) throws SQLException {
        keptAlive = String.valueOf(session.connection().getMetaData().getURL()).contains(KEEP_ALIVE);
        if (!sources.isEmpty()) {
            own = Identity.of(session);
            manners = session.manners();
            authorsPath = session.authored().path();
            applicationName = session.value("SELECT current_setting('application_name')");
        }
    }

    /**
     * Another session like the run's own: same server and database, same role, settings and author's search_path.
     *
     * @param purpose ends its application_name, such as {@code observer} or {@code worker 2}
     * @return empty when no source has a connection that fits; why, is told once
     */
    public synchronized Optional<FurtherSession> another(String purpose) {
        if (own == null) {
            return Optional.empty();
        }
        for (ConnectionSource source : sources) {
            try {
                Optional<Connection> connection = source.open();
                if (connection.isPresent()) {
                    FurtherSession fitted = fitted(connection.get(), own, name(purpose));
                    outOfReach = false;
                    return Optional.of(fitted);
                }
            } catch (SQLException refused) {
                outOfReach = SqlState.isConnectionLost(refused);
                if (told.add(String.valueOf(refused.getMessage()))) {
                    note.accept("no further connection for the " + purpose + ": " + refused.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** Says once what it means for a statement that may take hours that there is no further connection. */
    public synchronized void lacking() {
        if (!keptAlive && told.add(LACKING)) {
            note.accept(LACKING);
        }
    }

    /** Whether anybody says where further connections come from. */
    boolean exist() {
        return !sources.isEmpty();
    }

    /** Whether the server did not even refuse the last connection. */
    synchronized boolean isServerOutOfReach() {
        return outOfReach;
    }

    private String name(String purpose) {
        String suffix = " " + purpose;
        int room = Math.max(0, LONGEST_NAME - suffix.length());
        return applicationName.substring(0, Math.min(applicationName.length(), room)) + suffix;
    }

    private FurtherSession fitted(Connection connection, Identity wanted, String name) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        Session session = new Session(connection, manners);
        SessionSettings settings = null;
        try {
            connection.setAutoCommit(true);
            new Server(session).check(allowPooler);
            settings = new SessionSettings(session);
            settings.pin(authorsPath);
            Identity found = Identity.of(session);
            if (!found.isSamePlaceAs(wanted)) {
                throw new SQLException("it leads to another server or database");
            }
            settings.change("application_name", name);
            for (Map.Entry<String, String> setting :
                    wanted.settingsUnlike(found).entrySet()) {
                settings.change(setting.getKey(), setting.getValue());
            }
            if (!found.user().equals(wanted.user())) {
                settings.change("role", wanted.user());
            }
            return new FurtherSession(session, settings, autoCommit);
        } catch (SQLException | RuntimeException unfit) {
            giveBack(session, settings, autoCommit, unfit);
            throw unfit;
        }
    }

    private static void giveBack(
            Session session, @Nullable SessionSettings settings, boolean autoCommit, Exception unfit) {
        try (Connection connection = session.connection()) {
            if (settings != null) {
                settings.close();
            }
            connection.setAutoCommit(autoCommit);
        } catch (SQLException alsoFailed) {
            unfit.addSuppressed(alsoFailed);
        }
    }
}
