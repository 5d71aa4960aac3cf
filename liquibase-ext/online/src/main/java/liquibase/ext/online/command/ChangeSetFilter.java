package liquibase.ext.online.command;

import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandScope;
import liquibase.ext.online.plan.Origin;
import org.jspecify.annotations.Nullable;

/** Which changeSets a command is about; null stands for any. */
record ChangeSetFilter(
        @Nullable String id,
        @Nullable String author,
        @Nullable String path) {

    /** The arguments of a command that say so. */
    record Arguments(
            CommandArgumentDefinition<String> id,
            CommandArgumentDefinition<String> author,
            CommandArgumentDefinition<String> path) {

        /** Adds them to a command. */
        static Arguments of(CommandBuilder command) {
            return new Arguments(
                    command.argument("changesetId", String.class)
                            .description("Only the changeset with this id")
                            .build(),
                    command.argument("changesetAuthor", String.class)
                            .description("Only changesets of this author")
                            .build(),
                    command.argument("changesetPath", String.class)
                            .description("Only changesets of this changelog file, as DATABASECHANGELOG names it")
                            .build());
        }

        ChangeSetFilter in(CommandScope scope) {
            return new ChangeSetFilter(
                    scope.getArgumentValue(id), scope.getArgumentValue(author), scope.getArgumentValue(path));
        }
    }

    boolean isAny() {
        return id == null && author == null && path == null;
    }

    boolean matches(Origin origin) {
        return (id == null || id.equals(origin.id()))
                && (author == null || author.equals(origin.author()))
                && (path == null
                        || DatabaseChangeLog.normalizePath(path)
                                .equals(DatabaseChangeLog.normalizePath(origin.path())));
    }

    /** Ends a sentence about backfills, such as {@code " of changeset 7"}; empty for any. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (id != null) {
            parts.add("id " + id);
        }
        if (author != null) {
            parts.add("author " + author);
        }
        if (path != null) {
            parts.add("file " + path);
        }
        return parts.isEmpty() ? "" : " of a changeset with " + String.join(", ", parts);
    }
}
