package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import liquibase.ext.online.it.connection.ApplicationConnections;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

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

    /** What the README tells an application with a DataSource to add. */
    @EnableAutoConfiguration
    static class OfferingShop {
        @Bean
        static BeanPostProcessor furtherConnections() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof DataSource dataSource) {
                        ApplicationConnections.offer(dataSource);
                    }
                    return bean;
                }
            };
        }
    }

    @Test
    void aBuildIsWatchedThroughTheDataSourceThatItOffers() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            WatchedBuild.assertWatched(
                    database, () -> start(OfferingShop.class, database).close());
        } finally {
            ApplicationConnections.offer(null);
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return start(Shop.class, database);
    }

    private static ConfigurableApplicationContext start(Class<?> application, TestDatabase database) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.liquibase.change-log=classpath:" + Product.CHANGELOG,
                        "spring.main.banner-mode=off")
                .run();
    }
}
