package liquibase.ext.online.lint.changelog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.sql.PgVersion;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ResourceAccessor;

/** Our change types by the stock changes that they take the place of, with the same attributes. */
public final class OnlineTwins {
    private OnlineTwins() {}

    /** Found once: making every change type that there is takes a while. */
    private static final class Names {
        private static final Map<String, String> BY_STOCK = new HashMap<>();

        static {
            ChangeFactory factory = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
            for (String name : factory.getDefinedChanges()) {
                if (factory.create(name) instanceof OnlineChange<?> online && online.replacesByName()) {
                    online.replacedNames().forEach(stock -> BY_STOCK.putIfAbsent(stock, name));
                }
            }
        }
    }

    /**
     * The name that makes a stock change run online; empty where there is none, or where ours refuses some of its attributes.
     *
     * @param version the oldest server that it is to run on
     */
    public static Optional<String> nameFor(Change stock, PgVersion version) {
        return Optional.ofNullable(Names.BY_STOCK.get(stock.getSerializedObjectName()))
                .filter(name -> takes(name, stock, version));
    }

    private static boolean takes(String name, Change stock, PgVersion version) {
        Change twin = Scope.getCurrentScope().getSingleton(ChangeFactory.class).create(name);
        ResourceAccessor resources = Scope.getCurrentScope().getResourceAccessor();
        try (Database database = new PostgresDatabase()) {
            database.setConnection(new OfflineConnection("offline:postgresql?version=" + version.major(), resources));
            twin.load(stock.serialize(), resources);
            return ((OnlineChange<?>) twin).wrongAttributes(database).isEmpty();
        } catch (LiquibaseException | ParsedNodeException refused) {
            return false;
        }
    }
}
