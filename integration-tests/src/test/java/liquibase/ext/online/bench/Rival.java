package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.ext.online.it.server.TestDatabase;

/** A strategy that is a loop over one connection. */
abstract class Rival implements Strategy {
    private final String name;
    private final int percent;

    /**
     * A rival that is given only a part of the table.
     *
     * @param percent the share of the rows after which it stops; its name says so if that is not all of them
     */
    Rival(String name, int percent) {
        this.name = percent == 100 ? name : name + ", first " + percent + " %";
        this.percent = percent;
    }

    /** Runs the loop while the batches say to go on. */
    abstract void loop(Connection connection, Batches batches) throws SQLException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Batches fill(TestDatabase database, Product product, Clock clock) throws Exception {
        try (Connection connection = database.connect()) {
            connection.setClientInfo("ApplicationName", "bench");
            clock.start();
            Batches batches = new Batches(product.rows() * percent / 100);
            loop(connection, batches);
            clock.stop();
            return batches;
        }
    }

    @Override
    public boolean judged() {
        return false;
    }
}
