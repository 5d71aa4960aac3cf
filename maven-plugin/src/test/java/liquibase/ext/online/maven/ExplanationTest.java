package liquibase.ext.online.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.ValidateConstraint;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final QualifiedName PRODUCT = QualifiedName.of("product");

    @Test
    void aLockThatStopsReadersForAScanSaysThatTheWaitGrows() {
        assertThat(lines(AlterTable.of(PRODUCT, new SetNotNull("sku"))))
                .containsExactly(
                        "ALTER TABLE product ALTER COLUMN sku SET NOT NULL",
                        "  product: takes ACCESS EXCLUSIVE, which stops reads and writes; reads every row."
                                + " Others wait for a time that grows with the table");
    }

    @Test
    void aScanThatStopsNobodyIsNoWait() {
        assertThat(lines(AlterTable.of(PRODUCT, new ValidateConstraint("sku_there"))))
                .containsExactly(
                        "ALTER TABLE product VALIDATE CONSTRAINT sku_there",
                        "  product: takes SHARE UPDATE EXCLUSIVE, which stops no reads or writes, only vacuum and other"
                                + " schema changes; reads every row");
    }

    @Test
    void aCatalogChangeUnderTheStrongestLockIsShort() {
        Command addCheck = AlterTable.of(PRODUCT, AddConstraint.notValid("sku_there", new Check("sku IS NOT NULL")));
        assertThat(lines(addCheck).get(1)).endsWith("which stops reads and writes; changes the catalog only");
    }

    @Test
    void aConcurrentBuildRunsOutsideATransaction() {
        Command build = new CreateIndex(
                true, true, false, "i", false, PRODUCT, "btree", List.of("sku"), List.of(), false, null, null, null);
        assertThat(lines(build).get(0))
                .isEqualTo("CREATE UNIQUE INDEX CONCURRENTLY i ON product (sku)   (outside a transaction only)");
    }

    @Test
    void aPlainBuildLetsReadersGoOn() {
        Command build = new CreateIndex(
                false, false, false, "i", false, PRODUCT, "btree", List.of("sku"), List.of(), false, null, null, null);
        assertThat(lines(build).get(1))
                .isEqualTo("  product: takes SHARE, which stops writes, not reads; reads every row to build an index."
                        + " Others wait for a time that grows with the table");
    }

    @Test
    void rowsOfAnUpdateStayLocked() {
        Command update = new Update(PRODUCT, List.of(new Update.Assignment("sku", "id::text")), null);
        assertThat(lines(update).get(1))
                .isEqualTo("  product: takes ROW EXCLUSIVE, which stops no reads or writes, only some schema changes;"
                        + " keeps every row that matches locked until the transaction ends."
                        + " Others wait for a time that grows with the table");
    }

    private static List<String> lines(Command command) {
        return new Explanation(command, new PgVersion(17)).lines();
    }
}
