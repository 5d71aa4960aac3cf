package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Whether a table that is found by its name may be believed and written to. Whoever may create tables in the schema could
 * have planted it, and a trigger, rule or policy on it would run with the rights of the session.
 */
final class Trust {
    private final Session session;
    private final String changelog;

    /** @param changelog DATABASECHANGELOG as SQL text, whose owner is trusted */
    Trust(Session session, String changelog) {
        this.session = session;
        this.changelog = changelog;
    }

    /** Refuses what is there under this name and is not a plain table of ours; where nothing is, nothing is refused. */
    void check(QualifiedName table) throws SQLException {
        Optional<List<@Nullable String>> found = session.first(
                "SELECT CASE WHEN c.relkind OPERATOR(pg_catalog.<>) 'r' THEN 'it is no plain table' WHEN c.relpersistence"
                        + " OPERATOR(pg_catalog.<>) 'p' THEN 'it is temporary or unlogged' WHEN c.relispartition OR EXISTS (SELECT FROM"
                        + " pg_catalog.pg_inherits h WHERE h.inhrelid OPERATOR(pg_catalog.=) c.oid OR h.inhparent"
                        + " OPERATOR(pg_catalog.=) c.oid) THEN 'it inherits or is inherited from' WHEN NOT ("
                        + isTrustedOwner("c.relowner")
                        + ") THEN 'it belongs to role ' OPERATOR(pg_catalog.||) pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text"
                        + " WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid OPERATOR(pg_catalog.=) c.oid AND NOT"
                        + " t.tgisinternal) THEN 'it has a trigger' WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE"
                        + " r.ev_class OPERATOR(pg_catalog.=) c.oid) THEN 'it has a rule' WHEN c.relrowsecurity OR EXISTS (SELECT"
                        + " FROM pg_catalog.pg_policy p WHERE p.polrelid OPERATOR(pg_catalog.=) c.oid) THEN 'it has row security' END,"
                        + " current_user FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass("
                        + Sql.literal(table.toString()) + ")");
        if (found.isPresent() && found.get().get(0) != null) {
            throw new Refusal(
                    "the table " + table + " is not used, as it may not be what it seems: "
                            + found.get().get(0),
                    "look who made it; drop it or rename it, or, if it is right, take away what is said of it, and let it"
                            + " belong to " + found.get().get(1) + ", to the owner of " + changelog
                            + " or to the owner of the database");
        }
    }

    /**
     * A role that the session's role is a member of, the owner of DATABASECHANGELOG or of the database. pg_has_role would
     * say yes to a superuser for every role.
     */
    private String isTrustedOwner(String owner) {
        return owner
                + " IN (WITH RECURSIVE roles (oid) AS (SELECT a.oid FROM pg_catalog.pg_roles a WHERE a.rolname"
                + " OPERATOR(pg_catalog.=) current_user UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN roles ON"
                + " m.member OPERATOR(pg_catalog.=) roles.oid) SELECT oid FROM roles UNION SELECT d.datdba FROM"
                + " pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database() UNION SELECT"
                + " l.relowner FROM pg_catalog.pg_class l WHERE l.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass("
                + Sql.literal(changelog) + "))";
    }
}
