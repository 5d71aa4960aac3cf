package liquibase.ext.online.it.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database made for one test. Closing drops it and ends every session that is still in it.
 *
 * @param name the name of the database
 * @param url the JDBC URL, user included
 */
public record TestDatabase(PostgresServer server, String name, String url) implements AutoCloseable {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    /** Runs statements one by one, each committed on its own. */
    public void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        server.admin("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
