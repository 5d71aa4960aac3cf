package liquibase.ext.online.it.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** One request of an application: its own connection in autocommit mode, and a random source to choose rows by. */
@FunctionalInterface
public interface Request {
    void send(Connection connection, SplittableRandom random) throws SQLException;
}
