package liquibase.ext.online.read;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateMaterializedView;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.CreatePolicy;
import liquibase.ext.online.sql.CreateRule;
import liquibase.ext.online.sql.CreateStatistics;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Token;

/** CREATE of anything. */
final class CreateReader {
    private static final Set<String> KEY_ENDS = Set.of(",", ")");

    /** What the standard says before TEMPORARY makes no difference. */
    private static final Set<String> TEMPORARY =
            Set.of("GLOBAL TEMPORARY", "GLOBAL TEMP", "LOCAL TEMPORARY", "LOCAL TEMP");

    private CreateReader() {}

    static Command read(Cursor c) {
        c.expect("CREATE");
        if (c.isAt("UNIQUE INDEX") || c.isAt("INDEX")) {
            return index(c);
        }
        if (TEMPORARY.stream().anyMatch(c::isAt)) {
            c.next();
        }
        for (CreateTable.Persistence persistence : CreateTable.Persistence.values()) {
            String words = persistence == CreateTable.Persistence.PERMANENT ? "TABLE" : persistence + " TABLE";
            if (c.accept(words) || (persistence == CreateTable.Persistence.TEMPORARY && c.accept("TEMP TABLE"))) {
                return CreateTableReader.read(c, persistence);
            }
        }
        if (c.accept("MATERIALIZED VIEW")) {
            boolean ifNotExists = c.accept("IF NOT EXISTS");
            QualifiedName view = c.qualifiedName();
            return new CreateMaterializedView(ifNotExists, view, header(c), new Query(c.rest()));
        }
        if (c.accept("STATISTICS")) {
            String what = c.textUntil(Set.of("FROM"));
            c.expect("FROM");
            return new CreateStatistics(what, c.qualifiedName());
        }
        if (c.accept("POLICY")) {
            String policy = c.name();
            c.expect("ON");
            return new CreatePolicy(policy, c.qualifiedName(), c.rest());
        }
        boolean orReplace = c.accept("OR REPLACE");
        if (!c.accept("TRUSTED")) {
            c.accept("DEFAULT");
        }
        c.accept("PROCEDURAL");
        for (CreateObject.Kind kind : CreateObject.Kind.values()) {
            if (c.accept(kind.words())) {
                String definition = c.rest((tokens, at) -> PlainObject.is(kind, tokens, at));
                return new CreateObject(kind, definition);
            }
        }
        return replaceable(c, orReplace);
    }

    private static Command index(Cursor c) {
        boolean unique = c.accept("UNIQUE");
        c.expect("INDEX");
        boolean concurrently = c.accept("CONCURRENTLY");
        boolean ifNotExists = c.accept("IF NOT EXISTS");
        String name = c.isAt("ON") ? null : c.name();
        c.expect("ON");
        boolean only = c.accept("ONLY");
        QualifiedName table = c.qualifiedName();
        String method = c.accept("USING") ? c.name() : CreateIndex.DEFAULT_METHOD;
        c.expect("(");
        List<String> keys = c.listOf(() -> key(c));
        c.expect(")");
        return new CreateIndex(
                unique,
                concurrently,
                ifNotExists,
                name,
                only,
                table,
                method,
                keys,
                ConstraintReader.include(c),
                ConstraintReader.nullsNotDistinct(c),
                ConstraintReader.parameters(c),
                c.accept("TABLESPACE") ? c.name() : null,
                c.accept("WHERE") ? c.restAsExpression() : null);
    }

    private static String key(Cursor c) {
        int start = c.mark();
        boolean column = PlainName.is(c.peek()) && KEY_ENDS.contains(c.peek(1).text());
        if (!column && !isOrderedColumn(c)) {
            return c.textUntil(Set.of(",", ")"));
        }
        c.name();
        if (!c.accept("DESC")) {
            c.accept("ASC");
        }
        if (!c.accept("NULLS FIRST")) {
            c.accept("NULLS LAST");
        }
        return c.textFrom(start);
    }

    private static boolean isOrderedColumn(Cursor c) {
        Token next = c.peek(1);
        return PlainName.is(c.peek()) && (next.is("DESC") || next.is("ASC") || next.is("NULLS"));
    }

    private static Command replaceable(Cursor c, boolean orReplace) {
        boolean temporary = c.accept("TEMPORARY") || c.accept("TEMP");
        boolean recursive = c.accept("RECURSIVE");
        if (c.accept("VIEW")) {
            if (temporary) {
                c.doubt();
            }
            QualifiedName view = c.qualifiedName();
            if (recursive && !c.isAt("(")) {
                throw c.notModelled();
            }
            String header = header(c);
            return new CreateView(
                    orReplace, view, header, recursive ? recursive(view, header, c.rest()) : new Query(c.rest()));
        }
        if (recursive) {
            throw c.notModelled();
        }
        if (c.accept("RULE")) {
            String rule = c.name();
            c.expect("AS ON");
            String event = c.word();
            c.expect("TO");
            return new CreateRule(orReplace, rule, event, c.qualifiedName(), c.rest());
        }
        boolean constraint = c.accept("CONSTRAINT");
        if (c.accept("TRIGGER")) {
            String trigger = c.name();
            String events = c.textUntil(Set.of("ON"));
            c.expect("ON");
            return new CreateTrigger(orReplace, constraint, trigger, events, c.qualifiedName(), c.rest());
        }
        boolean procedure = c.accept("PROCEDURE");
        if (!procedure) {
            c.expect("FUNCTION");
        }
        return new CreateFunction(orReplace, procedure, c.rest());
    }

    /** The query that RECURSIVE stands for (CREATE VIEW, "Parameters"). */
    private static Query recursive(QualifiedName view, String header, String query) {
        String name = Sql.name(view.name());
        String columns = header.substring(1, Math.max(1, header.indexOf(')')));
        return new Query(
                "WITH RECURSIVE " + name + " (" + columns + ") AS (" + query + ") SELECT " + columns + " FROM " + name);
    }

    /** What stands before AS, which it steps over. */
    private static String header(Cursor c) {
        String header = c.isAt("AS") ? "" : c.textUntil(Set.of("AS"));
        c.expect("AS");
        return header;
    }
}
