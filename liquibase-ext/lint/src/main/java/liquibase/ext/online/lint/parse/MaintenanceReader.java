package liquibase.ext.online.lint.parse;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Analyze;
import liquibase.ext.online.sql.Cluster;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.LockTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RefreshMaterializedView;
import liquibase.ext.online.sql.Reindex;
import liquibase.ext.online.sql.Truncate;
import liquibase.ext.online.sql.Vacuum;

/** Commands on tables as a whole. */
final class MaintenanceReader {
    private MaintenanceReader() {}

    static Command truncate(Cursor c) {
        c.expect("TRUNCATE");
        c.accept("TABLE");
        List<QualifiedName> tables = c.qualifiedNames();
        boolean restart = c.accept("RESTART IDENTITY");
        if (!restart) {
            c.accept("CONTINUE IDENTITY");
        }
        return new Truncate(tables, restart, AlterTableReader.cascade(c));
    }

    static Command lock(Cursor c) {
        c.expect("LOCK");
        c.accept("TABLE");
        boolean only = c.accept("ONLY");
        List<QualifiedName> tables = c.qualifiedNames();
        return new LockTable(only, tables, c.accept("IN") ? mode(c) : LockMode.ACCESS_EXCLUSIVE, c.accept("NOWAIT"));
    }

    private static LockMode mode(Cursor c) {
        for (LockMode mode : LockMode.values()) {
            if (c.accept(mode.sqlName() + " MODE")) {
                return mode;
            }
        }
        throw c.notModelled();
    }

    static Command reindex(Cursor c) {
        c.expect("REINDEX");
        for (Reindex.Target target : Reindex.Target.values()) {
            if (c.accept(target.name())) {
                boolean concurrently = c.accept("CONCURRENTLY");
                return new Reindex(target, concurrently, c.qualifiedName());
            }
        }
        throw c.notModelled();
    }

    static Command cluster(Cursor c) {
        c.expect("CLUSTER");
        QualifiedName table = c.qualifiedName();
        return new Cluster(table, c.accept("USING") ? c.name() : null);
    }

    static Command vacuum(Cursor c) {
        c.expect("VACUUM");
        if (!c.accept("(")) {
            boolean full = c.accept("FULL");
            boolean analyze = c.accept("ANALYZE");
            return new Vacuum(full, analyze, c.qualifiedName());
        }
        Set<String> options = Set.copyOf(c.listOf(c::word));
        c.expect(")");
        if (!Set.of("FULL", "ANALYZE").containsAll(options)) {
            throw c.notModelled();
        }
        return new Vacuum(options.contains("FULL"), options.contains("ANALYZE"), c.qualifiedName());
    }

    static Command analyze(Cursor c) {
        c.expect("ANALYZE");
        return new Analyze(c.qualifiedName());
    }

    static Command refresh(Cursor c) {
        c.expect("REFRESH MATERIALIZED VIEW");
        boolean concurrently = c.accept("CONCURRENTLY");
        QualifiedName view = c.qualifiedName();
        boolean withData = !c.accept("WITH NO DATA");
        c.accept("WITH DATA");
        return new RefreshMaterializedView(concurrently, view, withData);
    }
}
