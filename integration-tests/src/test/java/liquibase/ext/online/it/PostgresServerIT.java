package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresServerIT {
    @ParameterizedTest
    @MethodSource("liquibase.ext.online.it.server.Majors#all")
    void everyMajorStartsAndIsTheMajorAskedFor(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
        }
    }

    @Test
    void testsDoNotSeeEachOthersTables() throws SQLException {
        try (TestDatabase one = PostgresServer.usual().freshDatabase();
                TestDatabase other = PostgresServer.usual().freshDatabase()) {
            one.run("CREATE TABLE t (id int)");
            other.run("CREATE TABLE t (id int)");
            try (TestDatabase copy = PostgresServer.usual().copyOf(one)) {
                copy.run("INSERT INTO t VALUES (1)");
                assertThat(rows(copy)).isEqualTo(1);
            }
            assertThat(rows(one)).isZero();
        }
    }

    private static int rows(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            result.next();
            return result.getInt(1);
        }
    }
}
