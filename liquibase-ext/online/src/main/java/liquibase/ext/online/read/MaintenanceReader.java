package liquibase.ext.online.read;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Analyze;
import liquibase.ext.online.sql.Cluster;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.LockTable;
import liquibase.ext.online.sql.MaintainAll;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RefreshMaterializedView;
import liquibase.ext.online.sql.Reindex;
import liquibase.ext.online.sql.Truncate;
import liquibase.ext.online.sql.Vacuum;

/** Commands on tables as a whole. */
final class MaintenanceReader {
    private static final Set<String> OFF = Set.of("false", "off", "0");
    private static final Set<String> OPTION_ENDS = Set.of(",", ")");

    private MaintenanceReader() {}

    static Command truncate(Cursor c) {
        c.expect("TRUNCATE");
        c.accept("TABLE");
        List<QualifiedName> tables = c.listOf(() -> {
            c.accept("ONLY");
            QualifiedName table = c.qualifiedName();
            c.accept("*");
            return table;
        });
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
        Set<String> options = options(c);
        for (Reindex.Target target : Reindex.Target.values()) {
            if (c.accept(target.name())) {
                boolean concurrently = c.accept("CONCURRENTLY") || options.contains("CONCURRENTLY");
                return new Reindex(target, concurrently, c.qualifiedName());
            }
        }
        throw c.notModelled();
    }

    static Command cluster(Cursor c) {
        c.expect("CLUSTER");
        options(c);
        c.accept("VERBOSE");
        if (c.atEnd()) {
            return new MaintainAll(MaintainAll.Kind.CLUSTER, false);
        }
        QualifiedName table = c.qualifiedName();
        if (table.schema() == null && c.accept("ON")) {
            return new Cluster(c.qualifiedName(), table.name());
        }
        return new Cluster(table, c.accept("USING") ? c.name() : null);
    }

    static Command vacuum(Cursor c) {
        c.expect("VACUUM");
        Set<String> options = options(c);
        boolean full = options.contains("FULL") || c.accept("FULL");
        c.accept("FREEZE");
        c.accept("VERBOSE");
        boolean analyze = options.contains("ANALYZE") || options.contains("ANALYSE") || acceptAnalyze(c);
        if (c.atEnd()) {
            return new MaintainAll(analyze ? MaintainAll.Kind.VACUUM_ANALYZE : MaintainAll.Kind.VACUUM, full);
        }
        c.accept("ONLY");
        return new Vacuum(full, analyze, tableWithColumns(c));
    }

    private static boolean acceptAnalyze(Cursor c) {
        return c.accept("ANALYZE") || c.accept("ANALYSE");
    }

    /** The options in parentheses that are on; those that change neither lock nor work are among them. */
    private static Set<String> options(Cursor c) {
        Set<String> on = new HashSet<>();
        if (c.accept("(")) {
            c.listOf(() -> {
                String option = c.word();
                boolean bare = c.isAt(",") || c.isAt(")");
                if (bare || !OFF.contains(c.textUntil(OPTION_ENDS).toLowerCase(Locale.ROOT))) {
                    on.add(option);
                }
                return option;
            });
            c.expect(")");
        }
        return on;
    }

    private static QualifiedName tableWithColumns(Cursor c) {
        QualifiedName table = c.qualifiedName();
        if (c.isAt("(")) {
            c.namesInParentheses();
        }
        return table;
    }

    static Command analyze(Cursor c) {
        if (!acceptAnalyze(c)) {
            throw c.notModelled();
        }
        options(c);
        c.accept("VERBOSE");
        c.accept("ONLY");
        return c.atEnd()
                ? new MaintainAll(MaintainAll.Kind.ANALYZE, false)
                : new Analyze(c.listOf(() -> tableWithColumns(c)));
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
