package liquibase.ext.online.demo;

import java.io.PrintStream;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ui.ConsoleUIService;

/** What the demo prints, and the place where Liquibase prints meanwhile. */
final class Screen extends ConsoleUIService {
    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
        setOutputStream(out);
    }

    void heading(String text) {
        out.println();
        out.println("== " + text);
    }

    void line(String text) {
        out.println("   " + text);
    }

    void end(String changeSet, Measurement measurement) {
        line("%s took %s; longest wait of a reader %s, of a writer %s"
                .formatted(
                        changeSet,
                        Table.time(measurement.took()),
                        Table.time(measurement.reads().longest()),
                        Table.time(measurement.writes().longest())));
    }
}
