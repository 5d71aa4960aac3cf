package liquibase.ext.online.maven;

/** Whether a person looks at the output. */
final class Terminal {
    private Terminal() {}

    /** Colour is for terminals only, and for nobody who asked Maven or the shell not to. */
    static boolean hasColour() {
        String maven = System.getProperty("style.color", "auto");
        return switch (maven) {
            case "always" -> true;
            case "never" -> false;
            default -> System.console() != null && System.getenv("NO_COLOR") == null;
        };
    }
}
