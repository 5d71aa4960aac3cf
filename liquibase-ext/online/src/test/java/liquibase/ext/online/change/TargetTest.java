package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.ext.online.Changelog;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.sql.PgVersion;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SequenceNextValueFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    private static Target target(ObjectQuotingStrategy quoting) {
        Database database = Changelog.postgres(17);
        database.setObjectQuotingStrategy(quoting);
        return new Target(database, Settings.DEFAULTS, false);
    }

    /** In LEGACY Liquibase quotes mixed case only, so that PostgreSQL folds the rest. */
    @ParameterizedTest
    @CsvSource({
        "LEGACY, product, product",
        "LEGACY, PRODUCT, product",
        "LEGACY, Product, Product",
        "LEGACY, ' sku ', sku",
        "LEGACY, order, order",
        "LEGACY, two words, two words",
        "QUOTE_ALL_OBJECTS, PRODUCT, PRODUCT",
        "QUOTE_ALL_OBJECTS, product, product",
        "QUOTE_ONLY_RESERVED_WORDS, Product, product",
        "QUOTE_ONLY_RESERVED_WORDS, ORDER, ORDER"
    })
    void namesAreThoseThatTheStockChangeWouldMake(ObjectQuotingStrategy quoting, String written, String name) {
        assertThat(target(quoting).column(written)).isEqualTo(name);
    }

    /** 63 bytes, and no half of a character. */
    @Test
    void namesAreCutAsTheServerCutsThem() {
        Target target = target(ObjectQuotingStrategy.LEGACY);
        assertThat(target.column("a".repeat(70))).isEqualTo("a".repeat(63));
        assertThat(target.column("ä".repeat(40))).isEqualTo("ä".repeat(31));
        assertThat(target.table(null, "😀".repeat(20)).name()).isEqualTo("😀".repeat(15));
    }

    @Test
    void aTableKeepsTheSchemaThatItNames() {
        Target target = target(ObjectQuotingStrategy.LEGACY);
        assertThat(target.table("App", "Order")).hasToString("\"App\".\"Order\"");
        assertThat(target.table(null, "t")).hasToString("t");
    }

    @Test
    void valuesBecomeLiterals() {
        Target target = target(ObjectQuotingStrategy.LEGACY);
        assertThat(target.expression("it's")).isEqualTo("'it''s'");
        assertThat(target.expression("C:\\it's")).isEqualTo("E'C:\\\\it''s'");
        assertThat(target.expression("null")).isEqualTo("NULL");
        assertThat(target.expression(1.5)).isEqualTo("1.5");
        assertThat(target.expression(true)).isEqualTo("TRUE");
        assertThat(target.expression(java.sql.Date.valueOf("2024-05-06"))).isEqualTo("'2024-05-06'");
        assertThat(target.expression(new DatabaseFunction("lower(name)"))).isEqualTo("lower(name)");
    }

    @Test
    void sequencesAreNamedAsTheyAre() {
        Target target = target(ObjectQuotingStrategy.LEGACY);
        assertThat(target.expression(new SequenceNextValueFunction("my_seq"))).isEqualTo("nextval('my_seq')");
        assertThat(target.expression(new SequenceNextValueFunction("MySeq"))).isEqualTo("nextval('\"MySeq\"')");
        assertThat(target.expression(new SequenceNextValueFunction("app.my_seq")))
                .isEqualTo("nextval('app.my_seq')");
        assertThat(target.expression(new SequenceNextValueFunction("App", "MySeq")))
                .isEqualTo("nextval('\"App\".\"MySeq\"')");
    }

    @Test
    void theVersionIsThatOfTheDatabaseElseTheNewest() {
        assertThat(target(ObjectQuotingStrategy.LEGACY).version()).isEqualTo(new PgVersion(17));
        assertThat(new Target(new liquibase.database.core.PostgresDatabase(), Settings.DEFAULTS, false).version())
                .isEqualTo(PgVersion.NEWEST);
    }
}
