package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the key, and however many rows: each is written, each once, and the counters say so. */
class KeyShapesIT {
    /** TID ranges came with 14; 18 has another planner for arrays. */
    private static final List<Integer> MAJORS = List.of(13, 14, 17, 18);

    private static final String PLAIN = "CREATE TABLE product (id %s, name text, sku text%s)";

    /** The table for each shape. Key values are made of the number n. */
    private record Shape(String value, List<String> tables) {
        static Shape of(String value, String... tables) {
            return new Shape(value, List.of(tables));
        }
    }

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("bigint", plain("bigint PRIMARY KEY", "", "n")),
            Map.entry("even integer", plain("integer PRIMARY KEY", "", "n * 2")),
            Map.entry("uuid", plain("uuid PRIMARY KEY", "", "md5(n::text)::uuid")),
            Map.entry("composite", plain("text", ", PRIMARY KEY (name, id)", "n::text || '\\'', \"{'")),
            Map.entry("text", plain("text PRIMARY KEY", "", "'ä,}\"\\ ' || n")),
            Map.entry("array", plain("integer[] PRIMARY KEY", "", "ARRAY[n, n]")),
            Map.entry("numeric", plain("numeric(20, 3) PRIMARY KEY", "", "n / 1000.0")),
            Map.entry("varchar", plain("varchar(30) PRIMARY KEY", "", "'A ' || n")),
            Map.entry(
                    "an order of its own",
                    Shape.of(
                            "n::text COLLATE \"C\"",
                            PLAIN.formatted("text NOT NULL", ""),
                            "CREATE UNIQUE INDEX ON product (id text_pattern_ops)")),
            Map.entry(
                    "two orders",
                    Shape.of(
                            "'ä' || n % 7",
                            "CREATE TABLE product (id text NOT NULL, name text, sku text, n bigserial)",
                            "CREATE UNIQUE INDEX ON product (id text_pattern_ops, n)")),
            Map.entry(
                    "a domain",
                    Shape.of(
                            "n",
                            "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                            PLAIN.formatted("positive PRIMARY KEY", ""))),
            Map.entry(
                    "a domain over an enum",
                    Shape.of(
                            "(ARRAY['low', 'high'])[1 + n % 2]::level",
                            "CREATE TYPE level AS ENUM ('low', 'high')",
                            "CREATE DOMAIN graded AS level",
                            "CREATE TABLE product (id graded, name text, sku text, n bigserial, PRIMARY KEY (id, n))")),
            Map.entry("none", plain("integer", "", "n")),
            Map.entry(
                    "leaves of different keys",
                    Shape.of(
                            "n",
                            PLAIN.formatted("int NOT NULL", "") + " PARTITION BY HASH (id)",
                            "CREATE TABLE product_0 PARTITION OF product FOR VALUES WITH (MODULUS 3, REMAINDER 0)",
                            "CREATE TABLE product_1 (sku text, name text NOT NULL, id int NOT NULL, UNIQUE (name, id))",
                            "ALTER TABLE product ATTACH PARTITION product_1 FOR VALUES WITH (MODULUS 3, REMAINDER 1)",
                            "CREATE TABLE \"Product 2\" PARTITION OF product (PRIMARY KEY (id)) FOR VALUES WITH (MODULUS 3,"
                                    + " REMAINDER 2)")),
            Map.entry(
                    "inheritance",
                    Shape.of(
                            "n",
                            PLAIN.formatted("int PRIMARY KEY", ""),
                            "CREATE TABLE special (extra int) INHERITS (product)",
                            "CREATE RULE spread AS ON INSERT TO product WHERE NEW.id % 3 = 0 DO INSTEAD INSERT INTO special"
                                    + " VALUES (NEW.*)")));

    private static Shape plain(String type, String constraint, String value) {
        return Shape.of(value, PLAIN.formatted(type, constraint));
    }

    static Stream<Arguments> cases() {
        return Majors.of(SHAPES.keySet(), (shape, major) -> MAJORS.contains(major));
    }

    @ParameterizedTest(name = "PostgreSQL {0}: {1}")
    @MethodSource("cases")
    void eachRowIsWrittenOnce(int major, String name) throws Exception {
        Shape shape = Objects.requireNonNull(SHAPES.get(name));
        try (TestDatabase database = PostgresServer.of(major).freshDatabase()) {
            database.run(shape.tables.toArray(String[]::new));
            Writes.count(database);
            for (int rows : new int[] {0, 1, 8_000}) {
                database.run(
                        "TRUNCATE product, writes",
                        "DROP TABLE IF EXISTS databasechangelogonline, databasechangelogonline_stretch");
                database.run("INSERT INTO product SELECT %s, 'name ' || n %% 100 FROM generate_series(1, %d) n"
                        .formatted(shape.value, rows));
                // Two workers cut the table into several stretches; with one connection only, the first walks them all.
                Filling filling = Filling.sku(database, Pace.workers(2, 900));
                filling.run();
                assertThat(count(database, "product WHERE sku = 'P-' || id::text"))
                        .as("filled")
                        .isEqualTo(rows);
                assertThat(count(database, "writes")).as("writes").isEqualTo(rows);
                Status status = filling.status();
                assertThat(status.status()).isEqualTo("done");
                assertThat(status.written()).as("rows_written").isEqualTo(rows);
                assertThat(count(database, "databasechangelogonline_stretch"))
                        .as("stretches")
                        .isZero();
            }
        }
    }
}
