package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Volatility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What is said of the functions that come with PostgreSQL, compared with pg_proc. */
class FunctionsIT {
    private static final String VOLATILITY = """
            SELECT proname, bool_or(provolatile = 'v') FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a', 'w') GROUP BY proname""";

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void takesNoVolatileFunctionForAStableOne(int major) throws SQLException {
        List<String> wrong = new ArrayList<>();
        int stable = 0;
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet functions = statement.executeQuery(VOLATILITY)) {
            while (functions.next()) {
                String name = functions.getString(1);
                boolean saidStable =
                        !Volatility.of("pg_catalog." + Sql.name(name) + "()").mayBeVolatile();
                stable += saidStable ? 1 : 0;
                if (saidStable && functions.getBoolean(2)) {
                    wrong.add(name);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(stable).isGreaterThan(1500);
    }
}
