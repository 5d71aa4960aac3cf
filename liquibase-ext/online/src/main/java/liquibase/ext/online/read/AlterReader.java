package liquibase.ext.online.read;

import java.util.List;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterObject;
import liquibase.ext.online.sql.AlterOnTable;
import liquibase.ext.online.sql.AlterSequence;
import liquibase.ext.online.sql.AlterSequenceOwnedBy;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AlterView;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.MoveAll;
import liquibase.ext.online.sql.MoveSequence;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameSchema;
import liquibase.ext.online.sql.RenameSequence;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.RenameView;

/** ALTER of anything. */
final class AlterReader {
    private static final List<String> OBJECTS = List.of(
            "ROLE",
            "USER MAPPING",
            "USER",
            "GROUP",
            "EXTENSION",
            "SCHEMA",
            "DATABASE",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "OPERATOR",
            "COLLATION",
            "CONVERSION",
            "PUBLICATION",
            "SUBSCRIPTION",
            "SERVER",
            "FOREIGN DATA WRAPPER",
            "EVENT TRIGGER",
            "TEXT SEARCH",
            "PROCEDURAL LANGUAGE",
            "LANGUAGE",
            "TABLESPACE",
            "DEFAULT PRIVILEGES",
            "SYSTEM",
            "LARGE OBJECT",
            "STATISTICS");

    /** What locks a view against its readers and does no work on it. */
    private static final List<String> VIEW_ACTIONS = List.of(
            "ALTER",
            "OWNER TO",
            "SET SCHEMA",
            "RENAME",
            "SET ( security_barrier",
            "SET ( check_option",
            "SET ( security_invoker",
            "RESET ( security_barrier",
            "RESET ( check_option",
            "RESET ( security_invoker");

    private AlterReader() {}

    static Command read(Cursor c) {
        c.expect("ALTER");
        if (c.accept("TABLE")) {
            return AlterTableReader.read(c);
        }
        if (c.accept("INDEX")) {
            return index(c);
        }
        if (c.accept("SEQUENCE")) {
            return sequence(c);
        }
        if (c.accept("TYPE")) {
            return type(c);
        }
        if (c.accept("DOMAIN")) {
            return domain(c);
        }
        if (c.accept("SCHEMA")) {
            int mark = c.mark();
            String schema = c.name();
            String written = c.textFrom(mark);
            return c.accept("RENAME TO")
                    ? new RenameSchema(schema, c.name())
                    : new AlterObject("SCHEMA", written + " " + c.rest());
        }
        boolean materialized = c.accept("MATERIALIZED");
        if (c.accept("VIEW")) {
            return view(c, materialized);
        }
        if (!materialized && c.accept("FOREIGN TABLE")) {
            return AlterTableReader.read(c);
        }
        for (DropOnTable.Kind kind : DropOnTable.Kind.values()) {
            if (c.accept(kind.name())) {
                String name = c.name();
                c.expect("ON");
                return new AlterOnTable(kind, name, c.qualifiedName(), c.rest());
            }
        }
        for (String kind : OBJECTS) {
            if (c.accept(kind)) {
                return new AlterObject(kind, c.rest());
            }
        }
        throw c.notModelled();
    }

    /** A materialized view is altered as a table is, but for what concerns its name and owner. */
    private static Command view(Cursor c, boolean materialized) {
        if (materialized && c.accept("ALL IN TABLESPACE")) {
            return new MoveAll(MoveAll.Kind.MATERIALIZED_VIEW, c.rest());
        }
        boolean ifExists = c.accept("IF EXISTS");
        QualifiedName view = c.qualifiedName();
        if (c.accept("RENAME TO")) {
            return new RenameView(materialized, ifExists, view, c.name());
        }
        boolean simple = VIEW_ACTIONS.stream().anyMatch(c::isAt) && !(materialized && c.isAt("ALTER"));
        if (!simple && !materialized) {
            throw c.notModelled();
        }
        if (!simple && !c.isAt("DEPENDS") && !c.isAt("NO DEPENDS")) {
            return new AlterTable(view, ifExists, false, AlterTableReader.actions(c));
        }
        return new AlterView(materialized, ifExists, view, c.rest());
    }

    private static Command index(Cursor c) {
        if (c.accept("ALL IN TABLESPACE")) {
            return new MoveAll(MoveAll.Kind.INDEX, c.rest());
        }
        boolean ifExists = c.accept("IF EXISTS");
        QualifiedName index = c.qualifiedName();
        if (c.accept("RENAME TO")) {
            return new AlterIndex(index, ifExists, new AlterIndex.RenameTo(c.name()));
        }
        if (c.isAt("SET (") || c.isAt("RESET (") || c.isAt("ALTER") || c.isAt("DEPENDS") || c.isAt("NO DEPENDS")) {
            return new AlterIndex(index, ifExists, new AlterIndex.Setting(c.rest()));
        }
        c.expect("ATTACH PARTITION");
        return new AlterIndex(index, ifExists, new AlterIndex.AttachPartition(c.qualifiedName()));
    }

    private static Command sequence(Cursor c) {
        boolean ifExists = c.accept("IF EXISTS");
        QualifiedName sequence = c.qualifiedName();
        if (c.accept("RENAME TO")) {
            return new RenameSequence(ifExists, sequence, c.name());
        }
        if (!ifExists && c.accept("OWNED BY")) {
            return ownedBy(c, sequence);
        }
        // These are no options of the sequence but other commands, with a stronger lock.
        if (c.isAt("OWNER TO") || c.isAt("SET")) {
            return new MoveSequence(ifExists, sequence, c.rest());
        }
        return new AlterSequence(ifExists, sequence, c.rest());
    }

    private static Command ownedBy(Cursor c, QualifiedName sequence) {
        if (c.isAt("NONE")) {
            return new AlterSequence(false, sequence, "OWNED BY " + c.rest());
        }
        String first = c.name();
        c.expect(".");
        String second = c.name();
        return c.accept(".")
                ? new AlterSequenceOwnedBy(sequence, new QualifiedName(first, second), c.name())
                : new AlterSequenceOwnedBy(sequence, QualifiedName.of(first), second);
    }

    private static Command type(Cursor c) {
        QualifiedName type = c.qualifiedName();
        if (c.accept("ADD VALUE")) {
            boolean ifNotExists = c.accept("IF NOT EXISTS");
            return new AddEnumValue(type, ifNotExists, c.string(), c.rest());
        }
        boolean attribute = c.isAt("ADD ATTRIBUTE") || c.isAt("DROP ATTRIBUTE") || c.isAt("ALTER ATTRIBUTE");
        boolean cascades = c.isLast("CASCADE");
        if (!cascades && (attribute || c.isAt("RENAME") || c.isAt("OWNER TO") || c.isAt("SET"))) {
            return new RenameType(false, type, c.rest());
        }
        throw c.notModelled();
    }

    private static Command domain(Cursor c) {
        QualifiedName domain = c.qualifiedName();
        if (c.isAt("RENAME") || c.isAt("OWNER TO") || c.isAt("SET SCHEMA")) {
            return new RenameType(true, domain, c.rest());
        }
        return new AlterDomain(domain, domainAction(c));
    }

    private static AlterDomain.Action domainAction(Cursor c) {
        if (c.accept("VALIDATE CONSTRAINT")) {
            return new AlterDomain.Validate(c.name());
        }
        if (c.accept("SET NOT NULL")) {
            return new AlterDomain.SetDomainNotNull();
        }
        if (c.isAt("DROP") || c.isAt("SET DEFAULT")) {
            return new AlterDomain.Relax(c.rest());
        }
        c.expect("ADD");
        String name = c.accept("CONSTRAINT") ? c.name() : null;
        if (c.accept("NOT NULL")) {
            return new AlterDomain.AddNotNull(name);
        }
        c.expect("CHECK");
        String expression = c.expressionInParentheses();
        return new AlterDomain.AddCheck(name, expression, c.accept("NOT VALID"));
    }
}
