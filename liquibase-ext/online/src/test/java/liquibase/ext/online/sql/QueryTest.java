package liquibase.ext.online.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT 1                                                   | ``
                    SELECT * FROM t                                            | t
                    SELECT * FROM s.t AS a, "U" b JOIN ONLY v ON a.id = b.id   | s.t "U" v
                    SELECT (SELECT x FROM u WHERE u.id = t.id) FROM t          | u t
                    SELECT * FROM (SELECT * FROM u) q, t                       | t u
                    SELECT * FROM generate_series(1, 2) g, t                   | t
                    SELECT extract(year FROM d), a IS DISTINCT FROM b FROM t   | t
                    WITH q (a) AS (SELECT a FROM u) SELECT * FROM q            | u
                    SELECT 'FROM a' /* FROM b */ FROM t -- FROM c              | t
                    TABLE t                                                    | t
                    USING u WHERE u.id = t.id                                  | u
                    SELECT * FROM a JOIN b USING (id) LEFT JOIN LATERAL (SELECT 1) l ON true | a b
                    """)
    void namesTheRelationsThatItReads(String sql, String relations) {
        assertThat(new Query(sql).tables().stream().map(QualifiedName::toString))
                .containsExactlyInAnyOrder(relations.isEmpty() ? new String[0] : relations.split(" ", -1));
    }
}
