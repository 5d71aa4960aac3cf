package liquibase.ext.online.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Settings.Locking;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent where all tables are small, in one message. */
class AtOnceTest {
    private static final QualifiedName DOC = new QualifiedName("public", "doc");
    private static final QualifiedName SHOP = new QualifiedName("public", "shop");

    private static String sql(ShortTransaction transaction, int major) {
        return transaction
                .sql(new PgVersion(major), Settings.DEFAULTS, "online", List.of("INSERT"))
                .replace("; ", ";\n");
    }

    @Test
    void anIndexHasWritersWaitAndReadersGoOn() {
        CreateIndex index = new CreateIndex(
                true,
                false,
                false,
                null,
                false,
                DOC,
                CreateIndex.DEFAULT_METHOD,
                List.of("sku"),
                List.of(),
                false,
                null,
                null,
                "sku <> ''");
        assertThat(sql(IndexSteps.atOnce(index), 17)).isEqualTo("""
                        BEGIN;
                        SET LOCAL lock_timeout = '200ms';
                        SET LOCAL statement_timeout = '200ms';
                        LOCK TABLE online IN ROW EXCLUSIVE MODE;
                        LOCK TABLE public.doc IN SHARE MODE NOWAIT;
                        CREATE UNIQUE INDEX doc_sku_idx ON public.doc (sku) WHERE sku <> '';
                        INSERT;
                        COMMIT""");
    }

    @Test
    void aForeignKeyLocksBothTables() {
        ForeignKey key = new ForeignKey(
                List.of("shop_id"),
                SHOP,
                List.of("id"),
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION,
                Deferral.NOT_DEFERRABLE);
        assertThat(sql(AddForeignKeySteps.atOnce(DOC, "doc_shop", key, true), 17))
                .contains("""
                        LOCK TABLE public.doc IN SHARE ROW EXCLUSIVE MODE NOWAIT;
                        LOCK TABLE public.shop IN SHARE ROW EXCLUSIVE MODE NOWAIT;
                        ALTER TABLE public.doc ADD CONSTRAINT doc_shop FOREIGN KEY (shop_id) REFERENCES public.shop (id);
                        """);
    }

    @Test
    void notNullHasItsNameFrom18On() {
        assertThat(sql(notNull(17, null), 17)).contains("""
                        LOCK TABLE public.doc IN ACCESS EXCLUSIVE MODE NOWAIT;
                        ALTER TABLE public.doc ALTER COLUMN sku SET NOT NULL;
                        """);
        assertThat(sql(notNull(18, "''"), 18)).contains("""
                        UPDATE public.doc SET sku = '' WHERE (sku IS NULL);
                        ALTER TABLE public.doc ADD CONSTRAINT doc_sku_not_null NOT NULL sku;
                        """);
    }

    private static ShortTransaction notNull(int major, @Nullable String fill) {
        return NotNullSteps.atOnce(DOC, "sku", null, fill, Settings.DEFAULTS.pacing(), new PgVersion(major));
    }

    @Test
    void aColumnComesWithAllThatItAsksFor() {
        NewColumn column = new NewColumn(
                "sku", "text", null, "'new'", "'old'", true, null, true, null, null, null, true, "sku <> ''", "Number");
        AddColumnSteps steps =
                new AddColumnSteps(DOC, column, new Circumstances(new PgVersion(17), Settings.DEFAULTS, false));
        assertThat(sql(AddColumnSteps.atOnce(DOC, List.of(steps)), 17)).contains("""
                        LOCK TABLE public.doc IN ACCESS EXCLUSIVE MODE NOWAIT;
                        ALTER TABLE public.doc ADD COLUMN sku text;
                        UPDATE public.doc SET sku = 'old' WHERE (sku IS NULL);
                        ALTER TABLE public.doc ALTER COLUMN sku SET DEFAULT 'new';
                        ALTER TABLE public.doc ADD CONSTRAINT doc_sku_key UNIQUE (sku);
                        ALTER TABLE public.doc ADD CONSTRAINT doc_sku_check CHECK (sku <> '');
                        ALTER TABLE public.doc ALTER COLUMN sku SET NOT NULL;
                        COMMENT ON COLUMN public.doc.sku IS 'Number';
                        """);
    }

    @Test
    void rowsAreWrittenOnlyWhereNothingElseSeesToThem() {
        assertThat(notNull(17, "''").fits(8 << 20)).contains("pg_table_size(c.oid) <= 8388608", "tgisinternal");
        assertThat(notNull(17, null).fits(1)).doesNotContain("tgisinternal");
    }

    @Test
    void theLockTimeoutIsTheOneThatIsSet() {
        Settings patient = new Settings(
                new Locking(Duration.ofSeconds(1), Duration.ofMinutes(1), null, false),
                Settings.DEFAULTS.pacing(),
                Settings.DEFAULTS.throttling(),
                false,
                false,
                1);
        assertThat(notNull(17, null).sql(new PgVersion(17), patient, "online", List.of()))
                .contains("lock_timeout = '1000ms'", "statement_timeout = '1000ms'");
    }
}
