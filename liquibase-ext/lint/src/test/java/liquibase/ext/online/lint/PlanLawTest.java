package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.change.Target;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law over every plan of every change type: nobody waits for a time that grows with the table. */
public class PlanLawTest {
    /** Stands for whatever a query would find; deep enough for partitions of partitions. */
    private static final QualifiedName FOUND = new QualifiedName("App", "found");

    /** Of a foreign key; where only its name is found, this is one. */
    private static final String DEFINITION =
            "ALTER TABLE \"App\".found ADD CONSTRAINT found_key FOREIGN KEY (a) REFERENCES \"App\".other";

    private static final int DEPTH = 4;

    /** What stands in one transaction, and what the plan knows by then. */
    public record Transaction(String plan, String step, PgVersion version, List<Command> commands, Known known) {
        @Override
        public String toString() {
            return version + ", " + plan + ": " + step;
        }
    }

    static List<OnlineChange<?>> changes() {
        return List.of(
                change("addColumnOnline", richColumns()),
                change("addUniqueConcurrently", node("columnNames", "a, Order"), node("constraintName", "Key")),
                change(
                        "addUniqueConcurrently",
                        node("columnNames", "a"),
                        node("include", "b"),
                        node("tablespace", "fast"),
                        node("initiallyDeferred", true)),
                change("addPrimaryKeyConcurrently", node("columnNames", "a, Order"), node("constraintName", "Key")),
                change("addPrimaryKeyConcurrently", node("columnNames", "a"), node("forIndexName", "By a")),
                change(
                        "createIndexConcurrently",
                        node("indexName", "By a"),
                        node("unique", true),
                        node("where", "b > 0"),
                        node("include", "b"),
                        list("columns", column("a", node("descending", true)))),
                change("dropIndexConcurrently", node("indexName", "By a")),
                change("dropColumnOnline", node("columnName", "User")),
                change("dropConstraintOnline", node("constraintName", "Key")),
                change("dropTableOnline", node("cascadeConstraints", true)),
                changeOf(
                        "addForeignKeyValidated",
                        node("baseTableSchemaName", "App"),
                        node("baseTableName", "Product"),
                        node("baseColumnNames", "a, Order"),
                        node("constraintName", "Key"),
                        node("referencedTableSchemaName", "Shop"),
                        node("referencedTableName", "Order"),
                        node("referencedColumnNames", "Id, x"),
                        node("onDelete", "SET NULL")),
                change("addCheckValidated", node("constraintName", "Key"), node("constraintBody", "\"User\" <> ''")),
                change("backfillInBatches", list("columns", column("a", node("value", "it's")))),
                change("deleteInBatches", node("where", "a = 1"), node("archiveTo", "Old")),
                change(
                        "onlineSql",
                        node("sql", "ALTER TABLE t ADD note text; CREATE INDEX CONCURRENTLY i ON t (note)")),
                change("setNotNullValidated", node("columnName", "User"), node("defaultNullValue", "x")),
                change("setNotNullValidated", node("columnName", "a"), node("constraintName", "a_there")));
    }

    public static Stream<Transaction> transactions() {
        return changes().stream()
                .flatMap(change -> IntStream.rangeClosed(PgVersion.OLDEST.major(), PgVersion.NEWEST.major())
                        .boxed()
                        .flatMap(major -> of(change, major)));
    }

    @Test
    void everyChangeTypeIsAmongThem() {
        assertThat(changes())
                .extracting(OnlineChange::getSerializedObjectName)
                .containsAll(Scope.getCurrentScope().getSingleton(ChangeFactory.class).getDefinedChanges().stream()
                        .filter(name -> Scope.getCurrentScope()
                                        .getSingleton(ChangeFactory.class)
                                        .create(name)
                                instanceof OnlineChange<?>)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("transactions")
    void everyCommandReadsBackFromItsText(Transaction transaction) {
        assertThat(transaction.commands())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(Grammar.reader().read(command.sql()))
                        .as(command.sql())
                        .containsExactly(command));
    }

    private static Stream<Transaction> of(OnlineChange<?> change, int major) {
        try {
            Database database = DatabaseFactory.getInstance()
                    .openDatabase(
                            "offline:postgresql?version=" + major, null, null, null, new ClassLoaderResourceAccessor());
            Plan plan = change.plan(new Target(database, Settings.DEFAULTS, false));
            List<Transaction> found = new ArrayList<>();
            collect(plan, plan.steps(), new PgVersion(major), found, 0);
            return found.stream();
        } catch (LiquibaseException cannotOpen) {
            throw new IllegalStateException(cannotOpen);
        }
    }

    private static void collect(Plan plan, List<Step> steps, PgVersion version, List<Transaction> found, int depth) {
        for (Step step : steps) {
            if (step.action() instanceof Action.Run run) {
                found.add(new Transaction(plan.title(), step.name(), version, run.commands(), run.known()));
            } else if (step.action() instanceof Action.Build build) {
                found.add(new Transaction(plan.title(), step.name(), version, List.of(build.command()), Known.NOTHING));
            } else if (step.action() instanceof Action.Validate validate) {
                for (Action.Run run : List.of(validate.run(), validate.takeBack())) {
                    found.add(new Transaction(plan.title(), step.name(), version, run.commands(), run.known()));
                }
            } else if (step.action() instanceof Action.ForEach each && depth < DEPTH) {
                collect(
                        plan,
                        each.steps().apply(new Action.ForEach.Found(FOUND, DEFINITION)),
                        version,
                        found,
                        depth + 1);
            }
        }
    }

    private static ParsedNode richColumns() {
        return list(
                "columns",
                column(
                        "constant",
                        node("type", "int"),
                        node("defaultValueNumeric", "1"),
                        constraints("nullable", false)),
                column("stable", node("type", "timestamptz"), node("defaultValueComputed", "now()")),
                column(
                        "Volatile",
                        node("type", "uuid"),
                        node("defaultValueComputed", "gen_random_uuid()"),
                        node("remarks", "it's \\ here"),
                        constraints("nullable", false, "unique", true)),
                column(
                        "unknown",
                        node("type", "text"),
                        node("defaultValueComputed", "app.\"Next\"('x')"),
                        constraints("nullable", false, "notNullConstraintName", "there")),
                column(
                        "order",
                        node("type", "bigint"),
                        node("valueComputed", "id % 7"),
                        constraints("references", "Shop.Order(Id)", "deleteCascade", true, "deferrable", true)),
                column("price", node("type", "numeric(10, 2)"), constraints("checkConstraint", "CHECK (price > 0)")));
    }

    private static OnlineChange<?> change(String name, ParsedNode... attributes) {
        return changeOf(
                name,
                Stream.concat(Stream.of(node("schemaName", "App"), node("tableName", "Product")), Stream.of(attributes))
                        .toArray(ParsedNode[]::new));
    }

    private static OnlineChange<?> changeOf(String name, ParsedNode... attributes) {
        ParsedNode node = new ParsedNode(null, name);
        try {
            for (ParsedNode attribute : attributes) {
                node.addChild(attribute);
            }
            Change change =
                    Scope.getCurrentScope().getSingleton(ChangeFactory.class).create(name);
            change.load(node, new ClassLoaderResourceAccessor());
            return (OnlineChange<?>) change;
        } catch (ParsedNodeException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static ParsedNode column(String name, ParsedNode... attributes) {
        ParsedNode[] all = new ParsedNode[attributes.length + 1];
        all[0] = node("name", name);
        System.arraycopy(attributes, 0, all, 1, attributes.length);
        return list("column", all);
    }

    private static ParsedNode constraints(Object... namesAndValues) {
        ParsedNode[] children = new ParsedNode[namesAndValues.length / 2];
        for (int i = 0; i < children.length; i++) {
            children[i] = node((String) namesAndValues[2 * i], namesAndValues[2 * i + 1]);
        }
        return list("constraints", children);
    }

    private static ParsedNode list(String name, ParsedNode... children) {
        ParsedNode node = new ParsedNode(null, name);
        try {
            for (ParsedNode child : children) {
                node.addChild(child);
            }
        } catch (ParsedNodeException wrong) {
            throw new IllegalStateException(wrong);
        }
        return node;
    }

    private static ParsedNode node(String name, Object value) {
        ParsedNode node = new ParsedNode(null, name);
        try {
            node.setValue(value);
        } catch (ParsedNodeException wrong) {
            throw new IllegalStateException(wrong);
        }
        return node;
    }
}
