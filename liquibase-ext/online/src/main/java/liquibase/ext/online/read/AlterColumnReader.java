package liquibase.ext.online.read;

import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.AddIdentity;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterIdentity;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.DropDefault;
import liquibase.ext.online.sql.DropExpression;
import liquibase.ext.online.sql.DropIdentity;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetColumnOptions;
import liquibase.ext.online.sql.SetCompression;
import liquibase.ext.online.sql.SetDefault;
import liquibase.ext.online.sql.SetExpression;
import liquibase.ext.online.sql.SetForeignOptions;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.SetStatistics;
import liquibase.ext.online.sql.SetStorage;

/** What stands behind ALTER COLUMN. */
final class AlterColumnReader {
    private static final Set<String> ENDS = Set.of(",");
    private static final Set<String> SEQUENCE_OPTIONS =
            Set.of("INCREMENT", "MINVALUE", "MAXVALUE", "START", "RESTART", "CACHE", "CYCLE", "NO", "SEQUENCE", "AS");

    private AlterColumnReader() {}

    static AlterTable.Action read(Cursor c) {
        c.accept("COLUMN");
        String column = c.name();
        if (c.accept("SET DATA TYPE") || c.accept("TYPE")) {
            String type = ColumnReader.type(c);
            QualifiedName collation = c.accept("COLLATE") ? c.qualifiedName() : null;
            return new AlterColumnType(column, type, collation, c.accept("USING") ? c.expressionUntil(ENDS) : null);
        }
        if (c.isAt("RESTART") || c.isAt("SET GENERATED") || isAtSequenceOption(c)) {
            return new AlterIdentity(column, c.textUntil(ENDS));
        }
        if (c.accept("SET")) {
            return set(c, column);
        }
        if (c.accept("DROP")) {
            return drop(c, column);
        }
        if (c.accept("OPTIONS")) {
            return new SetForeignOptions(column, c.textInParentheses());
        }
        if (c.accept("RESET")) {
            return new SetColumnOptions(column, true, c.textInParentheses());
        }
        c.expect("ADD GENERATED");
        if (ColumnReader.generated(c) instanceof ColumnConstraint.Identity identity) {
            return new AddIdentity(column, identity.always(), identity.options());
        }
        throw c.notModelled();
    }

    private static boolean isAtSequenceOption(Cursor c) {
        return c.isAt("SET") && SEQUENCE_OPTIONS.contains(c.peek(1).text().toUpperCase(Locale.ROOT));
    }

    private static AlterTable.Action set(Cursor c, String column) {
        if (c.accept("DEFAULT")) {
            return new SetDefault(column, c.expressionUntil(ENDS));
        }
        if (c.accept("NOT NULL")) {
            return new SetNotNull(column);
        }
        if (c.accept("STATISTICS")) {
            return new SetStatistics(column, c.accept("DEFAULT") ? -1 : c.integer());
        }
        if (c.accept("STORAGE")) {
            return new SetStorage(column, c.word());
        }
        if (c.accept("COMPRESSION")) {
            return new SetCompression(column, c.name());
        }
        if (c.accept("EXPRESSION AS")) {
            return new SetExpression(column, c.expressionInParentheses());
        }
        return new SetColumnOptions(column, false, c.textInParentheses());
    }

    private static AlterTable.Action drop(Cursor c, String column) {
        if (c.accept("DEFAULT")) {
            return new DropDefault(column);
        }
        if (c.accept("NOT NULL")) {
            return new DropNotNull(column);
        }
        if (c.accept("EXPRESSION")) {
            return new DropExpression(column, c.accept("IF EXISTS"));
        }
        c.expect("IDENTITY");
        return new DropIdentity(column, c.accept("IF EXISTS"));
    }
}
