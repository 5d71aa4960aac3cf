package liquibase.ext.online.lint.catalog;

import java.util.List;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** What CREATE and ALTER of types and domains leave behind. */
final class TypeCreation {
    private final Contents objects;

    TypeCreation(Contents objects) {
        this.objects = objects;
    }

    /** {@code name AS ENUM (…)} and the other kinds of types. */
    void createType(String definition) {
        List<Token> tokens = SqlLexer.tokens(definition);
        QualifiedName name = SqlText.nameAt(tokens, 0).orElse(null);
        if (name == null) {
            return;
        }
        boolean isEnum = tokens.stream().anyMatch(token -> token.is("enum"));
        TypeInfo type = new TypeInfo(objects.names.created(name), isEnum ? TypeInfo.Kind.ENUM : TypeInfo.Kind.OTHER);
        if (isEnum) {
            type.make(tokens.stream()
                    .filter(token -> token.kind() == Token.Kind.STRING)
                    .map(TypeCreation::literal)
                    .toList());
        }
        objects.types.add(type);
    }

    /** {@code name AS base … CHECK (…) NOT NULL}. */
    void createDomain(String definition) {
        List<Token> tokens = SqlLexer.tokens(definition);
        QualifiedName name = SqlText.nameAt(tokens, 0).orElse(null);
        if (name == null) {
            return;
        }
        TypeInfo domain = new TypeInfo(objects.names.created(name), TypeInfo.Kind.DOMAIN);
        int start = name.schema() == null ? 1 : 3;
        start += start < tokens.size() && tokens.get(start).is("as") ? 1 : 0;
        int end = start;
        while (end < tokens.size() && !isClause(tokens.get(end))) {
            end++;
        }
        if (start < end) {
            domain.base = definition.substring(
                    tokens.get(start).start(), tokens.get(end - 1).end());
            domain.baseType = objects.types.named(domain.base);
            if (domain.baseType != null) {
                domain.baseType.derived.add(domain);
            }
        }
        String named = null;
        for (int i = end; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                i = Math.max(i, IndexKey.closes(tokens, i));
            } else if (tokens.get(i).is("constraint") && i + 1 < tokens.size()) {
                named = tokens.get(++i).name();
            } else if (tokens.get(i).is("check")) {
                addCheck(domain, named);
                named = null;
            } else if (tokens.get(i).is("null") && tokens.get(i - 1).is("not")) {
                domain.notNull = true;
            }
        }
        objects.types.add(domain);
    }

    private static boolean isClause(Token token) {
        return token.is("default")
                || token.is("collate")
                || token.is("constraint")
                || token.is("check")
                || token.is("not")
                || token.is("null");
    }

    private void addCheck(TypeInfo domain, @Nullable String name) {
        String chosen = name == null ? objects.names.chooseConstraint(domain.name, null, "check") : name;
        domain.checks.put(chosen, true);
        objects.names.addConstraint(domain.name, chosen);
    }

    /** ALTER DOMAIN. */
    void alter(AlterDomain command) {
        TypeInfo domain = objects.types.find(command.domain());
        if (domain == null) {
            return;
        }
        if (command.action() instanceof AlterDomain.AddCheck check) {
            addCheck(domain, check.name());
        } else if (command.action() instanceof AlterDomain.SetDomainNotNull
                || command.action() instanceof AlterDomain.AddNotNull) {
            domain.notNull = true;
        } else if (command.action() instanceof AlterDomain.Relax relax) {
            relax(domain, SqlLexer.tokens(relax.sql()));
        }
    }

    private void relax(TypeInfo domain, List<Token> tokens) {
        if (tokens.size() > 2 && tokens.get(1).is("not")) {
            domain.notNull = false;
        } else if (tokens.size() > 2
                && tokens.get(0).is("drop")
                && tokens.get(1).is("constraint")) {
            boolean ifExists = tokens.get(2).is("if") && tokens.size() > 4;
            String name = tokens.get(ifExists ? 4 : 2).name();
            if (domain.checks.remove(name) != null) {
                objects.names.removeConstraint(domain.name, name);
            }
        }
    }

    /** ALTER TYPE … ADD VALUE. */
    void addValue(AddEnumValue command) {
        TypeInfo type = objects.types.find(command.type());
        if (type == null) {
            return;
        }
        List<Token> position = SqlLexer.tokens(command.position());
        String beside = position.size() < 2 ? null : literal(position.get(1));
        if (type.add(command.value(), beside, beside != null && position.get(0).is("after"))) {
            type.valuesAddedHere.add(command.value());
            objects.enumsChangedHere.add(type);
        }
    }

    /** ALTER TYPE and ALTER DOMAIN … RENAME TO, RENAME VALUE, RENAME CONSTRAINT, SET SCHEMA. */
    void rename(RenameType command) {
        TypeInfo type = objects.types.find(command.type());
        List<Token> tokens = SqlLexer.tokens(command.action());
        if (type == null || tokens.size() < 3) {
            return;
        }
        Token last = tokens.get(tokens.size() - 1);
        if (tokens.get(0).is("set")) {
            moved(type, new QualifiedName(last.name(), type.name.name()));
        } else if (tokens.get(1).is("to")) {
            moved(type, type.name.sibling(last.name()));
        } else if (tokens.get(1).is("value")) {
            type.renameValue(literal(tokens.get(2)), literal(last));
        } else if (tokens.get(1).is("constraint")
                && type.checks.remove(tokens.get(2).name()) != null) {
            type.checks.put(last.name(), true);
            objects.names.removeConstraint(type.name, tokens.get(2).name());
            objects.names.addConstraint(type.name, last.name());
        }
    }

    /** The columns of the type are called by its new name. */
    private void moved(TypeInfo type, QualifiedName newName) {
        for (Table table : objects.types.tablesUsing(type)) {
            for (ColumnInfo column : List.copyOf(table.columns.values())) {
                if (objects.types.named(column.type()) == type) {
                    table.columns.put(
                            column.name(), column.withType(renamed(column.type(), newName), column.collation()));
                }
            }
        }
        type.checks.keySet().forEach(check -> objects.names.removeConstraint(type.name, check));
        objects.types.rename(type, newName);
        type.checks.keySet().forEach(check -> objects.names.addConstraint(newName, check));
    }

    private static String renamed(String text, QualifiedName newName) {
        List<Token> tokens = SqlLexer.tokens(text);
        int end = tokens.size() > 2 && tokens.get(1).is(".") ? 2 : 0;
        return newName + text.substring(tokens.get(end).end());
    }

    private static String literal(Token token) {
        String text = token.text();
        int open = text.indexOf('\'');
        return open < 0 ? text : text.substring(open + 1, text.length() - 1).replace("''", "'");
    }
}
