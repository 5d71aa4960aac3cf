package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import liquibase.Scope;
import liquibase.configuration.LiquibaseConfiguration;
import org.junit.jupiter.api.Test;

class OnlineConfigurationTest {
    @Test
    void aPasswordIsNotShown() throws Exception {
        Scope.child(
                Map.of(
                        "liquibase.online.password",
                        "secret",
                        "liquibase.online.url",
                        "jdbc:postgresql://shop/db?user=me&password=secret"),
                () -> {
                    assertThat(OnlineConfiguration.of(Knob.PASSWORD)).isEqualTo("secret");
                    assertThat(shown("liquibase.online.password")).isEqualTo("*****");
                    assertThat(shown("liquibase.online.url"))
                            .contains("shop/db")
                            .doesNotContain("secret");
                });
    }

    private static String shown(String key) {
        return String.valueOf(Scope.getCurrentScope()
                .getSingleton(LiquibaseConfiguration.class)
                .getRegisteredDefinition(key)
                .getCurrentValueObfuscated());
    }
}
