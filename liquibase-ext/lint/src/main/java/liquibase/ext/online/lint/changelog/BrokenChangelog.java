package liquibase.ext.online.lint.changelog;

/** Says what is wrong with a changelog that Liquibase cannot read. */
final class BrokenChangelog {
    private BrokenChangelog() {}

    static ChangelogException explain(ChangelogRequest request, Throwable failure) {
        String cause = failure instanceof StackOverflowError
                ? "its files include each other, or nest too deeply"
                : String.valueOf(failure.getMessage());
        return new ChangelogException("cannot read the changelog " + request.file() + ": " + cause, null, failure);
    }
}
