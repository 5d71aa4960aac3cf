package liquibase.ext.online.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
    private static final Versions ALL = new Versions(PgVersion.OLDEST, PgVersion.NEWEST);
    private static final Given GIVEN = new Given(Known.NOTHING, ALL, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN c int",
                "ALTER TABLE t RENAME COLUMN a TO b",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT 5",
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
            })
    void whatOnlyTouchesTheCatalogIsShort(String sql) {
        assertThat(verdict(sql)).isInstanceOf(Verdict.Short.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE n (id int)",
                "ALTER TABLE t VALIDATE CONSTRAINT c",
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "ANALYZE t",
                "COMMENT ON TABLE t IS 'x'",
            })
    void whatStopsNobodyIsFree(String sql) {
        assertThat(verdict(sql)).isInstanceOf(Verdict.Free.class);
    }

    @Test
    void whatIsNotUnderstoodIsUnread() {
        assertThat(verdict("DO $$ BEGIN EXECUTE x; END $$")).isInstanceOf(Verdict.Unread.class);
    }

    @Test
    void whatPostgresDoesInOneGoOnlyHasNoOnlineWay() {
        assertThat(verdict("ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (a WITH &&)"))
                .isInstanceOfSatisfying(
                        Verdict.None.class,
                        none -> assertThat(none.why()).contains("takes neither NOT VALID nor USING INDEX"));
    }

    @Test
    void severalActionsBecomeTheStagesOfEach() {
        assertThat(stages("ALTER TABLE t DROP COLUMN a, ALTER COLUMN b SET NOT NULL"))
                .startsWith(
                        "SHORTLY ALTER TABLE t DROP COLUMN a\nsetNotNullValidated {tableName=t, columnName=b} []\n");
    }

    @Test
    void oneActionWithoutAnOnlineWayLeavesNoneForTheWhole() {
        assertThat(verdict("ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0), SET TABLESPACE fast"))
                .isInstanceOf(Verdict.None.class);
    }

    @Test
    void aKeyTakesThePlaceOfTheOneThatTheChangeSetDropped() {
        List<Verdict> verdicts = Recipes.of(
                List.of(
                        read("ALTER TABLE t DROP CONSTRAINT t_pkey"),
                        read("ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (b)")),
                GIVEN);
        assertThat(text(((Verdict.Online) verdicts.get(1)).stages()))
                .contains(
                        "SHORTLY ALTER TABLE t DROP CONSTRAINT t_pkey; ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY"
                                + " USING INDEX t_pkey_new");
    }

    @Test
    void anIndexIsOurChangeFirstAndWrittenByHandBehindIt() {
        assertThat(stages("CREATE UNIQUE INDEX i ON t (a DESC, lower(b)) WHERE c"))
                .isEqualTo("""
                        createIndexConcurrently {tableName=t, indexName=i, unique=true, where=c}\
                         [{name=a, descending=true}, {name=lower(b), computed=true}]
                        OUTSIDE_TRANSACTION DROP INDEX CONCURRENTLY IF EXISTS i;\
                         CREATE UNIQUE INDEX CONCURRENTLY i ON t (a DESC, lower(b)) WHERE c""");
    }

    @Test
    void fewRowsAreNobodysConcern() {
        Given keyed = new Given(
                new Known() {
                    @Override
                    public boolean isUnique(QualifiedName table, Set<String> columns) {
                        return columns.contains("id");
                    }
                },
                ALL,
                List.of());
        assertThat(Recipes.cure(read("UPDATE t SET a = 1"), keyed)).isPresent();
        assertThat(Recipes.cure(read("UPDATE t SET a = 1 WHERE id = 7"), keyed)).isEmpty();
    }

    private static Verdict verdict(String sql) {
        return Recipes.of(read(sql), GIVEN);
    }

    private static String stages(String sql) {
        return text(((Verdict.Online) verdict(sql)).stages());
    }

    private static String text(List<Stage> stages) {
        return stages.stream().map(RecipesTest::text).collect(Collectors.joining("\n"));
    }

    private static String text(Stage stage) {
        if (stage instanceof Stage.Statements statements) {
            return statements.mode() + " "
                    + statements.commands().stream().map(Command::sql).collect(Collectors.joining("; "));
        }
        if (stage instanceof Stage.Change change) {
            return change.form().type() + " " + change.form().attributes() + " "
                    + change.form().columns().stream()
                            .map(ChangeForm.ColumnForm::attributes)
                            .toList()
                    + (change.byHand().isEmpty() ? "" : "\n" + text(change.byHand()));
        }
        return stage.toString();
    }

    private static Command read(String sql) {
        return new SqlReader((text, tokens) -> Optional.empty()).read(sql).get(0);
    }
}
