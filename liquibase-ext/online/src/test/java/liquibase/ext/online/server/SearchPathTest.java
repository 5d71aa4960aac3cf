package liquibase.ext.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "$user", public         | '$user', 'public'
                    $user,public            | '$user', 'public'
                    Shop                    | 'shop'
                    "Shop", "a, b", "q""q"  | 'Shop', 'a, b', 'q"q'
                    it's                    | 'it''s'
                    ~~                      | ''
                    ""                      | ''
                    """)
    void isTakenAsTheServerTakesIt(String setting, String list) {
        assertThat(SearchPath.of(setting).set()).isEqualTo("SET search_path TO " + list);
        assertThat(SearchPath.of(SearchPath.of(setting).setting())).isEqualTo(SearchPath.of(setting));
    }
}
