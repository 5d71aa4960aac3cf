package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a change gets further connections from: for the workers of a backfill, and for watching an index build. Without
 * one everything works, with one worker and less to see.
 *
 * <p>The command line, Maven and Gradle need none: there Liquibase was told how to connect. An application that hands
 * Liquibase a {@code DataSource} offers further connections of it with a class of its own, named in
 * {@code META-INF/services/liquibase.ext.online.server.ConnectionSource}, public and with a public constructor without
 * parameters. In a Spring application it may learn of the {@code DataSource} as a bean:
 *
 * <pre>{@code
 * public class ShopConnections implements ConnectionSource {
 *     static volatile DataSource dataSource;   // set by a BeanPostProcessor, before Liquibase's bean is made
 *
 *     public Optional<Connection> open() throws SQLException {
 *         return dataSource == null ? Optional.empty() : Optional.of(dataSource.getConnection());
 *     }
 * }
 * }</pre>
 *
 * <p>Each connection is checked before it is used: the same server, the same database, able to write. One of another
 * database is closed and the next source is asked, so that an application with several may offer all of them. The
 * session gets the role, the search_path and the settings of the run's own; they are put back before it is closed, so
 * that a pool gets it back as it was.
 */
@FunctionalInterface
public interface ConnectionSource {
    /**
     * A connection that nobody else uses; whoever asked closes it. May be called from any thread.
     *
     * @return empty when there is none to be had here
     * @throws SQLException if it cannot be opened; the next source is asked, and the reason is told
     */
    Optional<Connection> open() throws SQLException;
}
