package liquibase.ext.online.lint.parse;

import java.util.Set;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterSequence;
import liquibase.ext.online.sql.AlterSequenceOwnedBy;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameObject;
import liquibase.ext.online.sql.RenameSequence;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.RenameView;

/** ALTER of anything. */
final class AlterReader {
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
        for (RenameObject.Kind kind : RenameObject.Kind.values()) {
            if (c.accept(kind.name())) {
                return rename(c, kind);
            }
        }
        boolean materialized = c.accept("MATERIALIZED");
        c.expect("VIEW");
        boolean ifExists = c.accept("IF EXISTS");
        QualifiedName view = c.qualifiedName();
        c.expect("RENAME TO");
        return new RenameView(materialized, ifExists, view, c.name());
    }

    /** Other actions than RENAME are not modelled. */
    private static Command rename(Cursor c, RenameObject.Kind kind) {
        String name = c.textUntil(Set.of("RENAME", "OWNER", "SET", "RESET", "DEPENDS"));
        c.expect("RENAME TO");
        return new RenameObject(kind, name, c.name());
    }

    private static Command index(Cursor c) {
        boolean ifExists = c.accept("IF EXISTS");
        QualifiedName index = c.qualifiedName();
        if (c.accept("RENAME TO")) {
            return new AlterIndex(index, ifExists, new AlterIndex.RenameTo(c.name()));
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
        if (c.isAt("OWNER") || c.isAt("SET")) {
            throw c.notModelled();
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
        if (c.isAt("RENAME TO") || c.isAt("RENAME VALUE") || c.isAt("OWNER TO") || c.isAt("SET SCHEMA")) {
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
        c.expect("CHECK");
        String expression = c.textInParentheses();
        return new AlterDomain.AddCheck(name, expression, c.accept("NOT VALID"));
    }
}
