package liquibase.ext.online.maven;

import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/** The system properties of a build, which Liquibase reads, and takes for properties of a changelog. */
final class SystemProperties {
    private SystemProperties() {}

    /** Those of Maven's Java, with what other plugins have set, and before them what the user has given. */
    static Properties of(MavenSession session) {
        Properties all = new Properties();
        for (Properties some :
                List.of(session.getSystemProperties(), System.getProperties(), session.getUserProperties())) {
            some.stringPropertyNames().forEach(name -> all.setProperty(name, some.getProperty(name)));
        }
        // The environment, as Maven shows it: a process has that anyway.
        all.keySet().removeIf(name -> name.toString().startsWith("env."));
        return all;
    }
}
