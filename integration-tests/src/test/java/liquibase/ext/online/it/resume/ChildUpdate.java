package liquibase.ext.online.it.resume;

import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.Example;

/** An update in a JVM of its own, which can be killed: arguments are the JDBC URL and the example. */
public final class ChildUpdate {
    private ChildUpdate() {}

    public static void main(String[] arguments) throws Exception {
        Commands.on(arguments[0], Example.of(arguments[1])).update();
    }
}
