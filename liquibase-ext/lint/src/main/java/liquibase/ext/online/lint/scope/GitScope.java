package liquibase.ext.online.lint.scope;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The changeSets that are new or edited since a commit, uncommitted work included: the changelog is read as it was then,
 * and compared changeSet by changeSet.
 *
 * @param ref a branch, tag or commit, as git takes it
 * @param mergeBase whether the commit is the one where HEAD and the ref forked, as in {@code git diff ref...}
 * @param notes is told what the author may not expect
 */
public record GitScope(String ref, boolean mergeBase, Consumer<String> notes) implements Selection {

    @Override
    public ReportScope of(Changelog changelog, ChangelogRequest request) throws ChangelogException {
        Path file = location(request);
        QuietGit.begin();
        try (Repository repository = repository(file)) {
            Path workTree = repository.getWorkTree().toPath().toRealPath();
            Commits commits = new Commits(repository);
            RevCommit commit = mergeBase ? commits.fork(ref) : commits.named(ref);
            if (commit.equals(commits.head())) {
                notes.accept("HEAD is the commit to compare with (" + ref
                        + "), so only work that is not committed is reported");
            }
            return history(
                            request,
                            new CommitResources(request.resources(), repository, commit, workTree),
                            file,
                            commit)
                    .leaves(changelog, request.resources());
        } catch (IOException failure) {
            throw new ChangelogException(
                    "cannot read the git repository of " + request.file() + ": " + failure.getMessage(), null, failure);
        }
    }

    private History history(ChangelogRequest request, CommitResources then, Path file, RevCommit commit)
            throws ChangelogException, IOException {
        String name = commit.abbreviate(10).name();
        if (then.getAll(request.file()).isEmpty()) {
            if (then.isIgnored(file)) {
                throw new ChangelogException(
                        "git ignores " + file + ", so what it was at " + ref
                                + " cannot be known. Give a search path that"
                                + " leads to the changelog's source, such as src/main/resources",
                        null,
                        null);
            }
            notes.accept("at " + ref + " (" + name + ") there was no " + request.file()
                    + ", so every changeSet counts as new");
            return History.of(List.of(), then);
        }
        try {
            return History.of(ChangelogReader.changeSets(request.in(then)), then);
        } catch (ChangelogException broken) {
            throw new ChangelogException(
                    "at " + ref + " (" + name + ") the changelog was broken, so what changed since cannot be known: "
                            + broken.getMessage() + ". Compare with a commit at which it was whole",
                    null,
                    broken);
        }
    }

    private static Path location(ChangelogRequest request) throws ChangelogException {
        try {
            URI uri = request.resources().getExisting(request.file()).getUri();
            if ("file".equals(uri.getScheme())) {
                return Path.of(uri).toRealPath();
            }
            throw new ChangelogException(
                    "the changelog " + request.file() + " is in an archive (" + uri
                            + ") and not in a git work tree. Give a search path that leads to its source",
                    null,
                    null);
        } catch (IOException missing) {
            throw new ChangelogException(
                    "cannot find the changelog " + request.file() + ": " + missing.getMessage(), null, missing);
        }
    }

    private Repository repository(Path file) throws ChangelogException, IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(file.toFile());
        if (builder.getGitDir() == null) {
            throw new ChangelogException(
                    file + " is in no git repository, so what changed since " + ref
                            + " cannot be known. Use a baseline or a tag instead",
                    null,
                    null);
        }
        return builder.build();
    }
}
