package liquibase.ext.online.it.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import liquibase.ext.online.lint.catalog.ColumnInfo;
import liquibase.ext.online.lint.catalog.ConstraintInfo;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.catalog.Snapshot.ConstraintEntry;
import liquibase.ext.online.lint.catalog.Snapshot.TableEntry;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** Changes as changelogs have them, at random, on whatever tables there are; some of them will be refused. */
final class RandomChanges {
    private static final List<String> TYPES = List.of(
            "int",
            "bigint",
            "smallint",
            "varchar(20)",
            "varchar(50)",
            "varchar(255)",
            "text",
            "char(5)",
            "numeric(10,2)",
            "numeric(12,2)",
            "numeric(12,4)",
            "numeric",
            "boolean",
            "timestamp",
            "timestamp with time zone",
            "timestamp(3)",
            "date",
            "uuid",
            "jsonb",
            "bytea",
            "clob",
            "datetime",
            "double");
    private static final List<String> VALUES = List.of(
            "value='1'",
            "valueNumeric='7'",
            "defaultValue='a'",
            "defaultValueNumeric='3'",
            "defaultValueBoolean='true'",
            "defaultValueComputed='now()'",
            "defaultValueComputed='gen_random_uuid()'",
            "defaultValueComputed='random()'",
            "defaultValueComputed='length(&apos;abc&apos;)'",
            "valueComputed='now()'");

    /** The more often a change stands here, the more often it is made. */
    private final List<Supplier<String>> changes = List.of(
            this::createTable,
            this::createTable,
            this::addColumn,
            this::addColumn,
            this::addColumn,
            this::createIndex,
            this::createIndex,
            this::addForeignKey,
            this::addForeignKey,
            this::sql,
            this::sql,
            this::sql,
            this::dropColumn,
            this::modifyDataType,
            this::modifyDataType,
            this::addUnique,
            this::addNotNull,
            this::data,
            this::rename,
            this::simple,
            this::drop);

    private final Random random;
    private Snapshot schema = new Snapshot(0, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    private List<String> made = new ArrayList<>();
    private int number;

    RandomChanges(long seed) {
        this.random = new Random(seed);
    }

    /** The changes of one changeSet as XML. */
    String next(Snapshot present) {
        schema = present;
        made = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.append(
                    schema.tables().size() < 4 ? createTable() : pick(changes).get());
        }
        return all.toString();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String either(String... some) {
        return pick(List.of(some));
    }

    private String name(String prefix) {
        return (random.nextInt(6) == 0 ? prefix.toUpperCase(java.util.Locale.ROOT) + " " : prefix) + ++number;
    }

    private TableEntry table() {
        return pick(schema.tables());
    }

    private static String of(TableEntry table, String prefix) {
        return prefix + (prefix.isEmpty() ? "schemaName" : "TableSchemaName") + "='"
                + table.name().schema() + "' " + prefix + (prefix.isEmpty() ? "tableName" : "TableName") + "='"
                + table.name().name() + "'";
    }

    private String of(TableEntry table) {
        boolean plain = table.name().schema().equals("public") && random.nextBoolean();
        return plain ? "tableName='" + table.name().name() + "'" : of(table, "");
    }

    private String sqlName(TableEntry table) {
        boolean plain = table.name().schema().equals("public") && random.nextBoolean();
        return plain
                ? Sql.name(table.name().name())
                : new QualifiedName(table.name().schema(), table.name().name()).toString();
    }

    private String column(TableEntry table) {
        return table.columns().isEmpty() ? "none" : pick(table.columns()).name();
    }

    /** A column that may be NULL and has no index, so that a search for NULL reads the table. */
    private String loose(TableEntry table) {
        List<String> columns = table.columns().stream()
                .filter(c -> !c.notNull()
                        && table.indexes().stream()
                                .noneMatch(index -> index.columns().contains(c.name())))
                .map(ColumnInfo::name)
                .toList();
        return columns.isEmpty() ? "none" : pick(columns);
    }

    private static String key(TableEntry table) {
        return table.constraints().stream()
                .filter(c ->
                        c.kind() == ConstraintInfo.Kind.PRIMARY && c.columns().size() == 1)
                .map(c -> c.columns().get(0))
                .findFirst()
                .orElse("id");
    }

    private String createTable() {
        String table = name("t");
        made.add(table);
        StringBuilder columns =
                new StringBuilder("<column name='id' type='bigint' " + either("autoIncrement='true'", "", "")
                        + "><constraints primaryKey='true' nullable='false'/></column>");
        for (int i = random.nextInt(4); i >= 0; i--) {
            String foreign = schema.tables().isEmpty() || random.nextInt(3) > 0
                    ? either("", "<constraints nullable='false'/>", "<constraints unique='true'/>")
                    : references(table());
            columns.append("<column name='" + name("c") + "' type='"
                    + (foreign.contains("references") ? "bigint" : pick(TYPES)) + "'>" + foreign + "</column>");
        }
        return "<createTable " + either("", "schemaName='app' ", "schemaName='public' ") + "tableName='" + table + "'>"
                + columns + "</createTable>";
    }

    private String references(TableEntry other) {
        return "<constraints foreignKeyName='" + name("fk") + "' referencedTableSchemaName='"
                + other.name().schema() + "' referencedTableName='"
                + other.name().name() + "' referencedColumnNames='"
                + key(other) + "'" + either("", " nullable='false'") + "/>";
    }

    private String addColumn() {
        TableEntry table = table();
        StringBuilder columns = new StringBuilder();
        for (int i = random.nextInt(2); i >= 0; i--) {
            boolean foreign = random.nextInt(5) == 0;
            String constraints = foreign
                    ? references(table())
                    : either("", "", "<constraints nullable='false'/>", "<constraints unique='true'/>");
            boolean counts = !foreign && random.nextInt(12) == 0;
            String type = foreign || counts ? "bigint" : pick(TYPES);
            String value = counts
                    ? "autoIncrement='true'"
                    : random.nextInt(3) == 0 ? pick(VALUES) : either("", "remarks='why'");
            columns.append(
                    "<column name='" + name("c") + "' type='" + type + "' " + value + ">" + constraints + "</column>");
        }
        return "<addColumn " + of(table) + ">" + columns + "</addColumn>";
    }

    private String createIndex() {
        TableEntry table = table();
        return "<createIndex indexName='" + name("i") + "' " + of(table) + either("", "", " unique='true'")
                + "><column name='" + column(table) + "'/></createIndex>";
    }

    private String addForeignKey() {
        TableEntry from = table();
        TableEntry to = table();
        boolean own = !made.isEmpty() && random.nextBoolean();
        String base = own
                ? "baseTableName='" + made.get(0) + "' baseColumnNames='id'"
                : of(from, "base") + " baseColumnNames='" + column(from) + "'";
        return "<addForeignKeyConstraint constraintName='" + name("fk") + "' " + base + " " + of(to, "referenced")
                + " referencedColumnNames='" + key(to) + "'" + either("", " onDelete='CASCADE'", " validate='false'")
                + "/>";
    }

    private String dropColumn() {
        TableEntry table = table();
        return "<dropColumn " + of(table) + " columnName='" + column(table) + "'/>";
    }

    private String modifyDataType() {
        TableEntry table = table();
        return "<modifyDataType " + of(table) + " columnName='" + column(table) + "' newDataType='" + pick(TYPES)
                + "'/>";
    }

    private String addUnique() {
        TableEntry table = table();
        return "<addUniqueConstraint constraintName='" + name("u") + "' " + of(table) + " columnNames='" + column(table)
                + either("", ", " + column(table)) + "'/>";
    }

    private String addNotNull() {
        TableEntry table = table();
        return "<addNotNullConstraint " + of(table) + " columnName='"
                + either(column(table) + "'", loose(table) + "' defaultNullValue='1'") + "/>";
    }

    private String data() {
        TableEntry table = table();
        return switch (random.nextInt(3)) {
            case 0 -> "<insert " + of(table) + "><column name='" + column(table) + "' valueNumeric='12345'/></insert>";
            case 1 -> "<update " + of(table) + "><column name='" + column(table) + "' valueComputed='NULL'/></update>";
            default ->
                "<delete " + of(table) + "><where>" + escaped(Sql.name(loose(table))) + " IS NULL</where></delete>";
        };
    }

    private String rename() {
        TableEntry table = table();
        String schemaName = table.name().schema();
        String column = column(table);
        String type = table.columns().stream()
                .filter(c -> c.name().equals(column))
                .map(ColumnInfo::type)
                .findFirst()
                .orElse("int");
        return random.nextInt(3) == 0
                ? "<renameTable schemaName='" + schemaName + "' oldTableName='"
                        + table.name().name() + "' newTableName='" + name("t") + "'/>"
                : "<renameColumn " + of(table) + " oldColumnName='" + column + "' newColumnName='" + name("c")
                        + "' columnDataType='" + type + "'/>";
    }

    private String simple() {
        TableEntry table = table();
        String column = column(table);
        return switch (random.nextInt(6)) {
            case 0 -> "<addDefaultValue " + of(table) + " columnName='" + column + "' defaultValueNumeric='5'/>";
            case 1 -> "<dropDefaultValue " + of(table) + " columnName='" + column + "'/>";
            case 2 -> "<dropNotNullConstraint " + of(table) + " columnName='" + column + "'/>";
            case 3 ->
                "<addLookupTable existingTableSchemaName='" + table.name().schema() + "' existingTableName='"
                        + table.name().name() + "' existingColumnName='" + column + "' newTableName='" + name("l")
                        + "' newColumnName='value' newColumnDataType='varchar(50)'/>";
            case 4 ->
                "<mergeColumns " + of(table) + " column1Name='" + column + "' joinString=' ' column2Name='"
                        + column(table) + "' finalColumnName='" + name("m") + "' finalColumnType='text'/>";
            default ->
                "<createView viewName='" + name("v") + "'>SELECT "
                        + escaped(Sql.name(column) + " FROM " + sqlName(table)) + "</createView>";
        };
    }

    private String drop() {
        TableEntry table = table();
        if (random.nextInt(3) == 0) {
            return "<dropTable " + of(table) + either("", " cascadeConstraints='true'") + "/>";
        }
        if (random.nextBoolean() && !table.constraints().isEmpty()) {
            ConstraintEntry constraint = pick(table.constraints());
            return sql("ALTER TABLE " + sqlName(table) + " DROP CONSTRAINT " + Sql.name(constraint.name())
                    + either("", " CASCADE"));
        }
        return table.indexes().isEmpty()
                ? ""
                : "<dropIndex " + of(table) + " indexName='"
                        + pick(table.indexes()).name() + "'/>";
    }

    private String sql() {
        TableEntry table = table();
        TableEntry other = table();
        String t = sqlName(table);
        String c = Sql.name(column(table));
        String n = name("x");
        String x = Sql.name(n);
        String o = sqlName(other);
        int kind = random.nextInt(24);
        if (table.partitionBy() != null && Set.of(2, 3, 14).contains(kind)) {
            // Whoever reads a partitioned table reads its partitions, which a query does not name.
            kind = 9;
        }
        return sql(
                switch (kind) {
                    case 0 -> "ALTER TABLE " + t + " ADD COLUMN " + x + " int, ALTER " + c + " SET NOT NULL";
                    case 1 -> "UPDATE " + t + " SET " + c + " = NULL WHERE " + Sql.name(loose(table)) + " IS NOT NULL";
                    case 2 -> "CREATE TABLE " + x + " AS SELECT * FROM " + t;
                    case 3 ->
                        "CREATE TABLE " + x + " (LIKE " + t + " INCLUDING ALL); INSERT INTO " + x + " SELECT * FROM "
                                + t;
                    case 4 ->
                        "DO $$ BEGIN ALTER TABLE " + t + " ADD COLUMN " + x + " text; UPDATE " + t + " SET " + x
                                + " = 'a'; END $$";
                    case 5 ->
                        "ALTER TABLE ONLY " + t + " ADD CONSTRAINT " + x + " CHECK (" + c + " IS NOT NULL)"
                                + either("", " NOT VALID");
                    case 6 ->
                        "CREATE TABLE " + x + " (id bigint NOT NULL, d int) PARTITION BY RANGE (id); CREATE TABLE "
                                + Sql.name(n + "a") + " PARTITION OF " + x
                                + " FOR VALUES FROM (0) TO (1000); CREATE TABLE "
                                + Sql.name(n + "b") + " PARTITION OF " + x + " DEFAULT";
                    case 7 -> "CREATE SEQUENCE " + x + "; ALTER SEQUENCE " + x + " OWNED BY " + t + "." + c;
                    case 8 ->
                        "ALTER TABLE IF EXISTS missing ADD COLUMN a int; DROP TABLE IF EXISTS missing; SELECT count(*) FROM "
                                + t;
                    case 9 ->
                        "SET default_tablespace = ''; CREATE INDEX ON " + t + " (" + c + ") WHERE " + c
                                + " IS NOT NULL";
                    case 10 ->
                        "ALTER TABLE " + t + " ALTER COLUMN " + c + " TYPE " + pick(TYPES.subList(0, 19))
                                + ", ADD COLUMN " + x + " int DEFAULT 1";
                    case 11 -> "ALTER TABLE " + t + " ADD COLUMN " + x + " bigint REFERENCES " + o;
                    case 12 -> "CREATE TEMP TABLE " + x + " ON COMMIT DROP AS SELECT " + c + " FROM " + t;
                    case 13 -> "COMMENT ON COLUMN " + t + "." + c + " IS 'x'; GRANT SELECT ON " + t + " TO public";
                    case 14 -> "CREATE MATERIALIZED VIEW " + x + " AS SELECT " + c + " FROM " + t;
                    case 15 ->
                        "SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE public." + x
                                + " (id int); ALTER TABLE ONLY public." + x + " ADD CONSTRAINT " + Sql.name(n + "k")
                                + " PRIMARY KEY (id); SELECT set_config('search_path', 'public', false)";
                    case 16 ->
                        "WITH old AS (DELETE FROM " + t + " WHERE " + Sql.name(loose(table))
                                + " IS NULL RETURNING 1) SELECT count(*) FROM old";
                    case 17 ->
                        "CREATE FUNCTION " + x
                                + "() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$; CREATE TRIGGER "
                                + x + " BEFORE INSERT ON " + t + " FOR EACH ROW EXECUTE FUNCTION " + x + "()";
                    case 18 -> "ALTER TABLE " + t + " SET SCHEMA " + either("app", "public");
                    case 19 -> "TRUNCATE " + t + either("", " CASCADE");
                    case 20 ->
                        "LOCK TABLE " + t + " IN SHARE MODE; UPDATE " + o + " SET " + Sql.name(column(other))
                                + " = NULL";
                    case 21 -> "ALTER TABLE " + t + " DROP COLUMN IF EXISTS " + c + " CASCADE";
                    case 22 ->
                        "ALTER TABLE " + t + " RENAME COLUMN " + c + " TO " + x + "; ALTER TABLE " + t
                                + " ALTER COLUMN " + x + " SET DEFAULT NULL, ALTER COLUMN " + x + " SET STATISTICS 50";
                    default ->
                        "CREATE UNIQUE INDEX " + x + " ON " + t + " (" + c + "); ALTER TABLE "
                                + sqlName(new TableEntry(
                                        table.name(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        null,
                                        List.of(),
                                        List.of(),
                                        "",
                                        "",
                                        0,
                                        0))
                                + " ADD CONSTRAINT " + Sql.name(n + "k") + " " + either("UNIQUE", "PRIMARY KEY")
                                + " USING INDEX " + x;
                });
    }

    private static String sql(String text) {
        return "<sql>" + escaped(text) + "</sql>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
