package liquibase.ext.online.it.server;

import java.sql.SQLException;

/**
 * A database as production has it: it belongs to a role without superuser, which runs Liquibase. Closing drops both.
 *
 * @param admin as a superuser sees it
 * @param owner as its owner, a role of its own, sees it
 * @param role the owner's name
 */
public record OwnerDatabase(TestDatabase admin, TestDatabase owner, String role) implements AutoCloseable {
    /** A new one. */
    public static OwnerDatabase on(PostgresServer server) throws SQLException {
        TestDatabase admin = server.freshDatabase();
        String role = admin.name() + "_app";
        admin.run(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'app'",
                "ALTER DATABASE " + admin.name() + " OWNER TO " + role,
                "GRANT ALL ON SCHEMA public TO " + role);
        String url = admin.url().replaceAll("(user|password)=[^&]*&?", "").replaceAll("[?&]$", "");
        String owned = url + (url.contains("?") ? "&" : "?") + "user=" + role + "&password=app";
        return new OwnerDatabase(admin, new TestDatabase(server, admin.name(), owned), role);
    }

    @Override
    public void close() throws SQLException {
        admin.close();
        admin.server().admin("DROP ROLE " + role);
    }
}
