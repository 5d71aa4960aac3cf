package liquibase.ext.online.lint.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterObject;
import liquibase.ext.online.sql.AlterSequence;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.CommentOnObject;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.DropFoundConstraint;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.Explain;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.MaintainAll;
import liquibase.ext.online.sql.NoInherit;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.SetColumnOptions;
import liquibase.ext.online.sql.SetParameter;
import liquibase.ext.online.sql.SetStorageParameters;
import liquibase.ext.online.sql.SetTriggerState;
import liquibase.ext.online.sql.UniqueUsingIndex;
import liquibase.ext.online.sql.Unreadable;

/** Text for the components that hold SQL and not a name, and the combinations that SQL has no words for. */
final class SqlTexts {
    private static final List<String> EXPRESSIONS = List.of(
            "1",
            "a + 1",
            "'it''s; x'",
            "E'a\\'b'",
            "lower(b)",
            "$$q$$",
            "coalesce(a, (SELECT 1))",
            "CASE WHEN a IS NULL THEN 1 ELSE NULL END",
            "now() + /* ; */ b");
    private static final List<String> TYPES = List.of(
            "int", "varchar(20)", "numeric(10, 2)", "timestamp with time zone", "double precision", "text[]", "s.dom");
    private static final List<String> QUERIES = List.of(
            "SELECT a FROM b",
            "SELECT 1 WHERE 'x' <> $$;$$",
            "VALUES (1)",
            "WITH q AS (SELECT 1) SELECT * FROM q, s.t u");
    private static final List<String> PARAMETERS = List.of("fillfactor = 70");
    private static final List<String> BOUNDS = List.of(
            "DEFAULT", "FOR VALUES FROM (1) TO (2)", "FOR VALUES IN ('a')", "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
    private static final List<String> IDENTITY = List.of("START WITH 10 INCREMENT BY 2");
    private static final List<String> TABLE_OPTIONS = List.of("", "WITH (fillfactor = 70)", "TABLESPACE x");
    private static final List<String> FREE_TEXT = List.of("", "plain", "it's", "back\\slash", "two\nlines");

    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            Map.entry("Query.sql", QUERIES),
            Map.entry("Column.type", TYPES),
            Map.entry("AlterColumnType.type", TYPES),
            Map.entry("AlterColumnType.using", EXPRESSIONS),
            Map.entry("CreateIndex.keys", List.of("a", "lower(b)", "c DESC NULLS LAST", "(a + 1)", "\"Q\" text_ops")),
            Map.entry("CreateIndex.method", List.of("btree", "gin", "gist")),
            Map.entry("CreateIndex.parameters", PARAMETERS),
            Map.entry("Unique.parameters", PARAMETERS),
            Map.entry("PrimaryKey.parameters", PARAMETERS),
            Map.entry("TemporalKey.parameters", PARAMETERS),
            Map.entry("Key.parameters", PARAMETERS),
            Map.entry(
                    "Column.storage",
                    List.of("", "STORAGE EXTERNAL", "COMPRESSION lz4", "STORAGE MAIN COMPRESSION pglz")),
            Map.entry(
                    "AlterIdentity.changes",
                    List.of("RESTART", "SET GENERATED ALWAYS SET INCREMENT BY 2 RESTART WITH 5")),
            Map.entry("SetForeignOptions.options", List.of("SET a 'b', DROP c")),
            Map.entry("MoveAll.rest", List.of("a SET TABLESPACE b", "a OWNED BY c, d SET TABLESPACE b NOWAIT")),
            Map.entry("CreateIndex.where", EXPRESSIONS),
            Map.entry("Update.where", EXPRESSIONS),
            Map.entry("Identity.options", IDENTITY),
            Map.entry("AddIdentity.options", IDENTITY),
            Map.entry("Exclude.text", List.of("USING gist (a WITH &&)", "USING btree (n WITH =) DEFERRABLE")),
            Map.entry("SetStorage.storage", List.of("PLAIN", "EXTERNAL", "MAIN")),
            Map.entry("SetCompression.method", List.of("pglz", "lz4")),
            Map.entry("SetColumnOptions.options", List.of("n_distinct = 5", "n_distinct")),
            Map.entry("SetStorageParameters.parameters", List.of("fillfactor = 70", "autovacuum_enabled")),
            Map.entry("SetTriggerState.trigger", List.of("ALL", "USER", "tr", "user", "Tr")),
            Map.entry("OwnerTo.owner", List.of("CURRENT_USER", "bob")),
            Map.entry("ReplicaIdentity.identity", List.of("FULL", "DEFAULT", "USING INDEX i")),
            Map.entry("AttachPartition.bound", BOUNDS),
            Map.entry("CreatePartition.bound", BOUNDS),
            Map.entry("CreatePartition.options", TABLE_OPTIONS),
            Map.entry("CreateTable.options", TABLE_OPTIONS),
            Map.entry("CreateTableAs.options", TABLE_OPTIONS),
            Map.entry("Like.options", List.of("", "INCLUDING ALL", "INCLUDING DEFAULTS EXCLUDING INDEXES")),
            Map.entry("CreateView.header", List.of("", "(a, b)")),
            Map.entry("CreateMaterializedView.header", List.of("", "(a, b)")),
            Map.entry("CreateTrigger.events", List.of("BEFORE INSERT", "AFTER UPDATE OF a OR DELETE")),
            Map.entry("CreateTrigger.action", List.of("FOR EACH ROW EXECUTE FUNCTION f()")),
            Map.entry("CreateRule.event", List.of("INSERT", "DELETE")),
            Map.entry("CreateRule.action", List.of("DO INSTEAD NOTHING")),
            Map.entry("CreatePolicy.action", List.of("", "FOR SELECT USING (a > 1)")),
            Map.entry("CreateStatistics.what", List.of("st (dependencies) ON a, b")),
            Map.entry(
                    "CreateFunction.definition",
                    List.of(
                            "f() LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$",
                            "f() LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END")),
            Map.entry("CreateObject.definition", List.of()),
            Map.entry("SessionCommand.words", List.of("LISTEN", "SET ROLE")),
            Map.entry("SessionCommand.rest", List.of("x")),
            Map.entry("AlterObject.kind", List.of("FUNCTION", "EXTENSION", "SCHEMA")),
            Map.entry("AlterObject.definition", List.of()),
            Map.entry("AlterView.action", List.of("OWNER TO bob", "SET SCHEMA s")),
            Map.entry("MoveSequence.action", List.of("OWNER TO bob", "SET SCHEMA s")),
            Map.entry("AlterOnTable.action", List.of("RENAME TO x")),
            Map.entry("Copy.columns", List.of("", "a, b")),
            Map.entry("Copy.rest", List.of("'/x'", "'/x' (FORMAT csv)")),
            Map.entry("CopyQuery.rest", List.of("TO STDOUT")),
            Map.entry("Merge.rest", List.of("USING r ON t.id = r.id WHEN MATCHED THEN DELETE")),
            Map.entry("Explain.options", List.of("", "ANALYZE", "(ANALYZE false, COSTS)")),
            Map.entry("Prepared.head", List.of("PREPARE x AS", "DECLARE c CURSOR FOR")),
            Map.entry("ReassignOwned.rest", List.of("BY bob")),
            Map.entry("CreateTypedTable.options", TABLE_OPTIONS),
            Map.entry("Setting.sql", List.of("SET (fillfactor = 70)", "ALTER COLUMN 1 SET STATISTICS 100")),
            Map.entry("Call.arguments", List.of("", "1", "a => 'x', b => (SELECT 1)")),
            Map.entry("DropObject.names", List.of("a", "s.\"Mixed\"")),
            Map.entry("AlterSequence.options", List.of("RESTART WITH 10", "INCREMENT BY 2 CACHE 5", "OWNED BY NONE")),
            Map.entry("AddEnumValue.value", FREE_TEXT),
            Map.entry("AddEnumValue.position", List.of("", "AFTER 'b'")),
            Map.entry("RenameType.action", List.of("RENAME TO x", "OWNER TO bob", "SET SCHEMA s")),
            Map.entry("Relax.sql", List.of("DROP NOT NULL", "DROP DEFAULT", "SET DEFAULT 1", "DROP CONSTRAINT c")),
            Map.entry("Privileges.privileges", List.of("SELECT", "INSERT, UPDATE", "UPDATE (a)", "ALL PRIVILEGES")),
            Map.entry("Privileges.roles", List.of("TO bob", "TO PUBLIC WITH GRANT OPTION")),
            Map.entry("PrivilegesOnObject.text", List.of("USAGE ON SCHEMA s TO bob", "EXECUTE ON FUNCTION f() TO bob")),
            Map.entry("CommentOn.text", FREE_TEXT),
            Map.entry("CommentOnObject.text", FREE_TEXT),
            Map.entry("CommentOnObject.kind", List.of("INDEX", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "SCHEMA")),
            Map.entry("CommentOnObject.object", List.of("a", "\"Mixed\"")),
            Map.entry("Delete.rest", List.of("", "WHERE a > 1", "USING b WHERE b.id = t.id")),
            Map.entry(
                    "UpdateFrom.rest",
                    List.of(
                            "SET a = r.b FROM r WHERE r.id = 1",
                            "SET a = 1 RETURNING a",
                            "SET (a, b) = (1, 2)",
                            "AS q SET a = 1")),
            Map.entry("Insert.rest", List.of("VALUES (1)", "(a, b) SELECT a, b FROM c", "DEFAULT VALUES")),
            Map.entry("SetParameter.name", List.of("lock_timeout", "my.setting")),
            Map.entry("SetParameter.value", List.of("'2s'", "100", "a, b")),
            Map.entry("TransactionControl.verb", List.of("BEGIN", "COMMIT", "ROLLBACK")),
            Map.entry("TransactionControl.rest", List.of("")));

    private static final Set<DropObject.Kind> NAMED_BY_SCHEMA = Set.of(
            DropObject.Kind.TYPE, DropObject.Kind.DOMAIN, DropObject.Kind.COLLATION, DropObject.Kind.FOREIGN_TABLE);

    /** Records whose text is not made of their parts in every combination; other tests read them. */
    static final Set<Class<?>> WITHOUT_TEXTS = Set.of(
            Other.class,
            Unreadable.class,
            CreateObject.class,
            AlterObject.class,
            DoBlock.class,
            Explain.class,
            MaintainAll.class,
            DropFoundConstraint.class);

    private SqlTexts() {}

    static Optional<List<String>> choices(String component) {
        if (component.endsWith(".expression")) {
            return Optional.of(EXPRESSIONS);
        }
        return Optional.ofNullable(CHOICES.get(component));
    }

    static boolean isUsingIndex(AddConstraint.Definition definition) {
        return definition instanceof UniqueUsingIndex || definition instanceof PrimaryKeyUsingIndex;
    }

    static boolean mayBeNotValid(AddConstraint.Definition definition) {
        return definition instanceof Check
                || definition instanceof ForeignKey
                || definition instanceof NotNullConstraint
                || definition instanceof NoInherit;
    }

    static boolean isWellFormed(Object made) {
        if (made instanceof CreateIndex index) {
            return !index.ifNotExists() || index.name() != null;
        }
        if (made instanceof SetParameter set) {
            return !(set.local() && set.value() == null);
        }
        if (made instanceof SetTriggerState set) {
            boolean takesGroups =
                    set.state() == SetTriggerState.State.ENABLE || set.state() == SetTriggerState.State.DISABLE;
            return takesGroups || !SetTriggerState.GROUPS.contains(set.trigger());
        }
        if (made instanceof SetStorageParameters set) {
            return set.reset() != set.parameters().contains("=");
        }
        if (made instanceof SetColumnOptions set) {
            return set.reset() != set.options().contains("=");
        }
        if (made instanceof ColumnConstraint.Key key) {
            return !(key.primary() && key.nullsNotDistinct());
        }
        if (made instanceof ForeignKey key) {
            boolean empties =
                    key.onDelete() == ForeignKey.Action.SET_NULL || key.onDelete() == ForeignKey.Action.SET_DEFAULT;
            boolean divided =
                    key.columns().size() > 1 && key.referencedColumns().size() != 1;
            return (empties || key.form().emptied().isEmpty())
                    && (divided || !key.form().period());
        }
        if (made instanceof CommentOnObject comment) {
            return comment.table() == null;
        }
        if (made instanceof DropObject drop) {
            return NAMED_BY_SCHEMA.contains(drop.kind());
        }
        if (made instanceof AlterSequence sequence) {
            return !sequence.ifExists() || !sequence.options().startsWith("OWNED");
        }
        return true;
    }
}
