package liquibase.ext.online.it.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;

/** What can happen to an update, and how often it does in comparison: a fault that takes long to bring about is rarer. */
enum Fault {
    BACKEND_TERMINATED(6) {
        @Override
        void strike(Surroundings around, Attempt attempt) throws SQLException {
            around.toBackends("pg_terminate_backend");
        }
    },
    STATEMENT_CANCELLED(3) {
        @Override
        void strike(Surroundings around, Attempt attempt) throws SQLException {
            around.toBackends("pg_cancel_backend");
        }
    },
    NETWORK_CUT(5) {
        @Override
        void strike(Surroundings around, Attempt attempt) throws IOException {
            around.network().cut();
        }
    },
    SERVER_STOPPED(2) {
        @Override
        void strike(Surroundings around, Attempt attempt) throws IOException {
            around.server().crash();
            around.server().start();
        }
    },
    JVM_KILLED(3) {
        @Override
        void strike(Surroundings around, Attempt attempt) {
            ((ChildAttempt) attempt).kill();
        }
    },
    JVM_TERMINATED(1) {
        @Override
        void strike(Surroundings around, Attempt attempt) {
            ((ChildAttempt) attempt).terminate();
        }
    };

    private static final int WEIGHTS =
            List.of(values()).stream().mapToInt(fault -> fault.weight).sum();

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** What there is around an update that can fail. */
    record Surroundings(LocalServer server, Proxy network, TestDatabase database) {
        /** Calls a function for each session in the database that is neither the application's nor ours. */
        void toBackends(String function) throws SQLException {
            Catalog.strings(
                    database,
                    "SELECT " + function + "(pid) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND application_name <> '"
                            + Writer.NAME + "'");
        }
    }

    abstract void strike(Surroundings around, Attempt attempt) throws SQLException, IOException;

    boolean needsAnotherJvm() {
        return this == JVM_KILLED || this == JVM_TERMINATED;
    }

    static Fault draw(Random random) {
        int left = random.nextInt(WEIGHTS);
        for (Fault fault : values()) {
            left -= fault.weight;
            if (left < 0) {
                return fault;
            }
        }
        throw new AssertionError("weights");
    }
}
