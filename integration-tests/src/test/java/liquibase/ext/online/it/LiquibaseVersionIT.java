package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build runs these tests twice, on two lines of Liquibase; this is the proof that it does. */
@Tag("liquibase")
class LiquibaseVersionIT {
    @Test
    void runsOnTheLiquibaseThatTheBuildNames() throws IOException {
        List<URL> copies = Collections.list(getClass().getClassLoader().getResources("liquibase.build.properties"));

        assertThat(LiquibaseUtil.getBuildVersion()).isEqualTo(System.getProperty("expected.liquibase.version"));
        assertThat(copies).as("copies of Liquibase on the class path").hasSize(1);
    }

    @Test
    void runsWithTelemetryOff() {
        assertThat(System.getProperty("liquibase.analytics.enabled")).isEqualTo("false");
    }
}
