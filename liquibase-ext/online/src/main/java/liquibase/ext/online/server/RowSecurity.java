package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Row security leaves rows out of every statement without a word, and so a look at "all" rows, or an UPDATE of them, may be
 * blind. It goes by the table that a statement names: a partition has policies of its own. What they show is not judged;
 * only whether they hold for the session at all (row_security_active).
 */
public final class RowSecurity {
    private final Session session;
    private final boolean accepted;

    /** @param accepted whether the author vouches for it that the policies show this role every row */
    public RowSecurity(Session session, boolean accepted) {
        this.session = session;
        this.accepted = accepted;
    }

    /**
     * Whether policies hold for the session, as SQL that may stand in a statement which has locked the relation: then no
     * ALTER TABLE can come between.
     *
     * @param relation a text, as SQL
     */
    public String hides(String relation) {
        return accepted ? "false" : "pg_catalog.row_security_active(pg_catalog.to_regclass(" + relation + "))";
    }

    /** Refuses when rows of one of these may be hidden; one that does not exist hides nothing. */
    public void check(Collection<QualifiedName> relations) throws SQLException {
        for (QualifiedName relation : relations) {
            if (!accepted
                    && "t"
                            .equals(session.rows("SELECT " + hides(Sql.literal(relation.toString())))
                                    .get(0)
                                    .get(0))) {
                throw refusal(relation);
            }
        }
    }

    /** Says which policies these are, and who is free of them. */
    public Refusal refusal(QualifiedName relation) throws SQLException {
        List<@Nullable String> row = session.rows("SELECT current_user, pg_get_userbyid(relowner), relforcerowsecurity"
                        + " FROM pg_class WHERE oid = to_regclass("
                        + Sql.literal(relation.toString()) + ")")
                .get(0);
        String policies = session
                .rows(
                        "SELECT polname, CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN"
                                + " 'd' THEN 'DELETE' ELSE 'ALL' END FROM pg_policy WHERE polrelid = to_regclass("
                                + Sql.literal(relation.toString()) + ") ORDER BY 1")
                .stream()
                .map(policy -> Sql.name(String.valueOf(policy.get(0))) + " for " + policy.get(1))
                .collect(Collectors.joining(", "));
        List<String> free = new ArrayList<>(List.of("a superuser"));
        if ("f".equals(row.get(2))) {
            free.add("its owner " + Sql.name(String.valueOf(row.get(1))));
        }
        session.rows("SELECT rolname FROM pg_roles WHERE rolbypassrls AND NOT rolsuper ORDER BY 1 LIMIT 3")
                .forEach(role -> free.add(Sql.name(String.valueOf(role.get(0))) + ", which has BYPASSRLS"));
        String me = Sql.name(String.valueOf(row.get(0)));
        return new Refusal(
                "row security may hide rows of " + relation + " from role " + me + " ("
                        + (policies.isEmpty() ? "there is no policy, so that it hides all" : "policies: " + policies)
                        + "), and what is hidden would be left as it is without a word",
                "run as a role that policies do not hold for: " + String.join("; ", free)
                        + "; or ALTER ROLE " + me + " BYPASSRLS; or, if the policies show " + me
                        + " every row, set acceptRowSecurity=\"true\" on the change");
    }
}
