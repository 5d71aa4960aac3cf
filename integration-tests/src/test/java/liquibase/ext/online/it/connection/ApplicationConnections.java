package liquibase.ext.online.it.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.ext.online.server.ConnectionSource;
import org.jspecify.annotations.Nullable;

/** What an application adds to offer connections of its DataSource; named in META-INF/services. */
public final class ApplicationConnections implements ConnectionSource {
    private static volatile @Nullable DataSource dataSource;

    /** Offers its connections from now on, or none. */
    public static void offer(@Nullable DataSource offered) {
        dataSource = offered;
    }

    @Override
    public Optional<Connection> open() throws SQLException {
        DataSource offered = dataSource;
        return offered == null ? Optional.empty() : Optional.of(offered.getConnection());
    }
}
