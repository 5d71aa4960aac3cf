package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/** ALTER DOMAIN: a new or validated constraint reads every table that has a column of the domain, and stops its writers. */
public record AlterDomain(QualifiedName domain, Action action) implements Command {

    /** What is done to the domain. */
    public interface Action {
        /** The text behind the domain's name. */
        String sql();

        /** Whether the values in tables are looked at. */
        boolean readsTables();
    }

    /** {@code ADD [CONSTRAINT name] CHECK (…) [NOT VALID]}. */
    public record AddCheck(@Nullable String name, String expression, boolean notValid) implements Action {
        @Override
        public String sql() {
            return "ADD " + (name == null ? "" : "CONSTRAINT " + Sql.name(name) + " ") + "CHECK (" + expression + ")"
                    + (notValid ? " NOT VALID" : "");
        }

        @Override
        public boolean readsTables() {
            return !notValid;
        }
    }

    /** {@code VALIDATE CONSTRAINT …}. */
    public record Validate(String name) implements Action {
        @Override
        public String sql() {
            return "VALIDATE CONSTRAINT " + Sql.name(name);
        }

        @Override
        public boolean readsTables() {
            return true;
        }
    }

    /** {@code ADD [CONSTRAINT name] NOT NULL}. */
    public record AddNotNull(@Nullable String name) implements Action {
        @Override
        public String sql() {
            return "ADD " + (name == null ? "" : "CONSTRAINT " + Sql.name(name) + " ") + "NOT NULL";
        }

        @Override
        public boolean readsTables() {
            return true;
        }
    }

    /** {@code SET NOT NULL}. */
    public record SetDomainNotNull() implements Action {
        @Override
        public String sql() {
            return "SET NOT NULL";
        }

        @Override
        public boolean readsTables() {
            return true;
        }
    }

    /**
     * What demands nothing new of the values.
     *
     * @param sql such as DROP NOT NULL, DROP CONSTRAINT c, SET DEFAULT 1
     */
    public record Relax(String sql) implements Action {
        @Override
        public boolean readsTables() {
            return false;
        }
    }

    @Override
    public String sql() {
        return "ALTER DOMAIN " + domain + " " + action.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        if (!action.readsTables()) {
            return Footprint.NONE;
        }
        return known.tablesUsing(domain)
                .map(tables -> tables.stream()
                        .map(table -> Footprint.of(table, LockMode.SHARE, Work.TABLE_SCAN))
                        .reduce(Footprint.NONE, Footprint::and))
                .orElse(Footprint.ofUnnamed("tables using " + domain, LockMode.SHARE, Work.TABLE_SCAN));
    }
}
