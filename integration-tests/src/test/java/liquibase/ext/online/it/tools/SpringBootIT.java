package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application that has the jar on its class path and Liquibase in its start-up. */
@Tag("liquibase")
class SpringBootIT {
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void theChangesAreThereWhenTheApplicationHasStarted() throws SQLException {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            List<String> afterFirstStart;
            try (ConfigurableApplicationContext application = start(database);
                    Connection connection =
                            application.getBean(DataSource.class).getConnection()) {
                Product.assertApplied(connection);
                afterFirstStart = Product.everything(connection);
            }
            try (ConfigurableApplicationContext application = start(database);
                    Connection connection =
                            application.getBean(DataSource.class).getConnection()) {
                assertThat(Product.everything(connection)).isEqualTo(afterFirstStart);
            }
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.liquibase.change-log=classpath:" + Product.CHANGELOG,
                        "spring.main.banner-mode=off")
                .run();
    }
}
