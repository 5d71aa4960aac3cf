package liquibase.ext.online.lint.finding;

/** How an author accepts a finding in a file, in a way that changes no md5sum of a changeSet. */
public enum SuppressionForm {
    FORMATTED_SQL(
            "--comment: liquibase-online:ignore ",
            "",
            "Move it out of the SQL, into a line behind the --changeset line that begins with --comment: (a comment above"
                    + " that line belongs to the changeSet before it)."),
    XML("<!-- liquibase-online:ignore ", " -->", "Move it out of the SQL, into an XML comment before the change."),
    YAML("# liquibase-online:ignore ", "", "Move it out of the SQL, into a # comment above the change."),
    JSON("\"lintIgnore\": \"", "\"", "Move it out of the SQL, to the key lintIgnore of the changeSet.");

    private final String before;
    private final String behind;
    private final String move;

    SuppressionForm(String before, String behind, String move) {
        this.before = before;
        this.behind = behind;
        this.move = move;
    }

    /** That of a changelog file. */
    public static SuppressionForm of(String file) {
        if (file.endsWith(".sql")) {
            return FORMATTED_SQL;
        }
        if (file.endsWith(".json")) {
            return JSON;
        }
        return file.endsWith(".xml") ? XML : YAML;
    }

    /** It with what it says: a rule, and behind that the reason, without which it does not count. */
    public String saying(String words) {
        return before + words + behind;
    }

    /** What is to be done with one that is written in SQL, as a sentence. */
    public String move() {
        return move;
    }
}
