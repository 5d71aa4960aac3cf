package liquibase.ext.online.maven;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at the output. */
final class Terminal {
    private Terminal() {}

    /** Colour is for terminals only, unless {@code -Dstyle.color} or the variable NO_COLOR decides it. */
    static boolean hasColour() {
        return switch (System.getProperty("style.color", "auto")) {
            case "always" -> true;
            case "never" -> false;
            default -> isTerminal() && System.getenv("NO_COLOR") == null;
        };
    }

    /** From Java 22 on there is always a console, and it knows itself what it is. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
