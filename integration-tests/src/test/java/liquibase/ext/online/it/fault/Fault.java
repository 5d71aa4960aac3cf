package liquibase.ext.online.it.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;

/** What can happen to an update, and how often it does in comparison: a fault that takes long to bring about is rarer. */
enum Fault {
    BACKEND_TERMINATED(6) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) throws SQLException {
            return around.toBackends("pg_terminate_backend", "%");
        }
    },
    /** The update itself goes on. */
    WORKER_TERMINATED(6) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) throws SQLException {
            return around.toBackends("pg_terminate_backend", "% worker 2");
        }

        @Override
        boolean strikesAt(String statement) {
            return statement.contains("UPDATE ONLY") || statement.contains("_stretch");
        }
    },
    STATEMENT_CANCELLED(3) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) throws SQLException {
            return around.toBackends("pg_cancel_backend", "%");
        }
    },
    NETWORK_CUT(5) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) throws IOException {
            around.network().cut();
            return true;
        }
    },
    SERVER_STOPPED(2) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) throws IOException {
            around.server().crash();
            around.server().start();
            return true;
        }
    },
    JVM_KILLED(3) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) {
            ((ChildAttempt) attempt).kill();
            return true;
        }
    },
    JVM_TERMINATED(1) {
        @Override
        boolean strike(Surroundings around, Attempt attempt) {
            ((ChildAttempt) attempt).terminate();
            return true;
        }
    };

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** What there is around an update that can fail. */
    record Surroundings(LocalServer server, Proxy network, TestDatabase database) {
        /**
         * Calls a function for each session in the database that is neither the application's nor ours.
         *
         * @param name of those meant, as a pattern for LIKE
         * @return whether there was one
         */
        boolean toBackends(String function, String name) throws SQLException {
            return Catalog.strings(
                            database,
                            "SELECT " + function + "(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND application_name"
                                    + " <> '" + Writer.NAME + "' AND application_name LIKE '" + name + "'")
                    .contains("t");
        }
    }

    /** Whether it met anything. */
    abstract boolean strike(Surroundings around, Attempt attempt) throws SQLException, IOException;

    /** Whether it is of use just behind the begin of a statement of this kind. */
    boolean strikesAt(String statement) {
        return true;
    }

    boolean needsAnotherJvm() {
        return this == JVM_KILLED || this == JVM_TERMINATED;
    }

    static Fault draw(Random random, Variant variant) {
        List<Fault> faults = Stream.of(values())
                .filter(fault -> fault != WORKER_TERMINATED || variant.hasFurtherWorker())
                .toList();
        int left =
                random.nextInt(faults.stream().mapToInt(fault -> fault.weight).sum());
        for (Fault fault : faults) {
            left -= fault.weight;
            if (left < 0) {
                return fault;
            }
        }
        throw new AssertionError("weights");
    }
}
