package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What the role of a session needs to be allowed in order to use the state tables, asked before anything is tried. */
final class Rights {
    private final Session session;
    private final StateTable names;

    Rights(Session session, StateTable names) {
        this.session = session;
        this.names = names;
    }

    /** To look at what is kept. */
    void read() throws SQLException {
        require("read", List.of("SELECT"));
    }

    /** To keep something. */
    void write() throws SQLException {
        require("read and write", List.of("SELECT", "INSERT", "UPDATE", "DELETE"));
    }

    private void require(String verb, List<String> privileges) throws SQLException {
        String asked = privileges.stream().map(Sql::literal).collect(Collectors.joining("), (", "(", ")"));
        Optional<List<@Nullable String>> lacking =
                session.first("SELECT current_user WHERE EXISTS (SELECT FROM (VALUES ("
                        + oid(names.main()) + "), (" + oid(names.stretches()) + ")) AS t (oid), (VALUES " + asked
                        + ") AS p (privilege) WHERE NOT pg_catalog.has_table_privilege(t.oid, p.privilege))");
        if (lacking.isPresent()) {
            String role = String.valueOf(lacking.get().get(0));
            throw new Refusal(
                    "role " + role + " may not " + verb + " the tables " + names.main() + " and " + names.stretches()
                            + ", which keep what changes began",
                    "GRANT " + String.join(", ", privileges) + " ON " + names.main() + ", " + names.stretches() + " TO "
                            + Sql.name(role));
        }
    }

    /** To make the tables or to bring them up to date; CREATE TABLE IF NOT EXISTS asks for the right also where one is. */
    void make() throws SQLException {
        QualifiedName main = names.main();
        Optional<List<@Nullable String>> schema =
                session.first("SELECT current_user, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname"
                        + " OPERATOR(pg_catalog.=) " + Sql.literal(String.valueOf(main.schema()))
                        + " AND NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE')");
        if (schema.isPresent()) {
            String role = String.valueOf(schema.get().get(0));
            throw new Refusal(
                    "role " + role + " may not create tables in the schema of " + main
                            + ", which keeps what changes began and is to be made or brought up to date",
                    "GRANT CREATE ON SCHEMA " + Sql.name(String.valueOf(main.schema())) + " TO " + Sql.name(role));
        }
        Optional<List<@Nullable String>> owner = session.first(
                "SELECT current_user, pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c WHERE"
                        + " c.oid OPERATOR(pg_catalog.=) " + oid(main)
                        + " AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')");
        if (owner.isPresent()) {
            String role = String.valueOf(owner.get().get(0));
            String owning = String.valueOf(owner.get().get(1));
            throw new Refusal(
                    "role " + role + " may not alter the table " + main
                            + ", which keeps what changes began and is to be brought up to date; it belongs to "
                            + owning,
                    "run update once as its owner: GRANT " + Sql.name(owning) + " TO " + Sql.name(role));
        }
    }

    private static String oid(QualifiedName table) {
        return "pg_catalog.to_regclass(" + Sql.literal(table.toString()) + ")::pg_catalog.oid";
    }
}
