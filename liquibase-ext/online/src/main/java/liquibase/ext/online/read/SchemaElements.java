package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** The tables, views and the like that CREATE SCHEMA brings along: commands of their own, whose names are those of the schema. */
final class SchemaElements {
    private SchemaElements() {}

    /** The tokens of each command: of CREATE SCHEMA itself, and of each element. */
    static List<List<Token>> cut(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        if (tokens.size() < 3 || !tokens.get(0).is("CREATE") || !tokens.get(1).is("SCHEMA")) {
            return List.of(tokens);
        }
        int depth = 0;
        int start = 0;
        for (int i = 3; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && (tokens.get(i).is("CREATE") || tokens.get(i).is("GRANT"))) {
                parts.add(tokens.subList(start, i));
                start = i;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }

    /** The name of the schema, which may be that of its owner. */
    static String schema(List<Token> tokens) {
        int name = tokens.get(2).is("AUTHORIZATION") ? 3 : 2;
        return tokens.get(Math.min(name, tokens.size() - 1)).name();
    }

    /** The elements with the schema said in their own names, and in those of tables that they make. */
    static List<Command> in(String schema, List<Command> elements) {
        Set<QualifiedName> made = elements.stream()
                .filter(CreateTable.class::isInstance)
                .map(element -> ((CreateTable) element).name())
                .collect(Collectors.toSet());
        return elements.stream().map(element -> in(schema, element, made)).toList();
    }

    private static Command in(String schema, Command element, Set<QualifiedName> made) {
        if (element instanceof CreateTable table) {
            return new CreateTable(
                    table.persistence(),
                    table.ifNotExists(),
                    in(schema, table.name()),
                    table.elements(),
                    table.inherits(),
                    table.options());
        }
        if (element instanceof CreateView view) {
            return new CreateView(
                    view.orReplace(), in(schema, view.name()), view.header(), in(schema, view.query(), made));
        }
        if (element instanceof CreateIndex index && made.contains(index.table())) {
            return index.on(in(schema, index.table()));
        }
        return element;
    }

    /** The query with the schema before the tables that it reads of those. */
    private static Query in(String schema, Query query, Set<QualifiedName> made) {
        List<Token> tokens = SqlLexer.tokens(query.sql());
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int i = 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            Token token = tokens.get(i);
            boolean read = (before.is("FROM") || before.is("JOIN")) && token.isName();
            if (read && made.contains(QualifiedName.of(token.name()))) {
                text.append(query.sql(), copied, token.start())
                        .append(Sql.name(schema))
                        .append('.');
                copied = token.start();
            }
        }
        return new Query(text.append(query.sql().substring(copied)).toString());
    }

    private static QualifiedName in(String schema, QualifiedName name) {
        return name.schema() == null ? new QualifiedName(schema, name.name()) : name;
    }
}
