package liquibase.ext.online.lint.scope;

import java.io.IOException;
import liquibase.ext.online.lint.changelog.ChangelogException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** Finds commits, and says what to do where a clone does not have them. */
final class Commits {
    private final Repository repository;

    Commits(Repository repository) {
        this.repository = repository;
    }

    /** The commit that is checked out. */
    RevCommit head() throws ChangelogException, IOException {
        return named("HEAD");
    }

    /** The commit that a branch, a tag or a hash names. */
    RevCommit named(String ref) throws ChangelogException, IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            @Nullable ObjectId id = repository.resolve(ref + "^{commit}");
            if (id == null) {
                throw new ChangelogException("git knows no commit " + ref + nextStep(ref), null, null);
            }
            return walk.parseCommit(id);
        } catch (MissingObjectException missing) {
            throw new ChangelogException("the commit " + ref + " is not in this clone" + nextStep(ref), null, missing);
        } catch (RevisionSyntaxException | AmbiguousObjectException | IncorrectObjectTypeException wrong) {
            throw new ChangelogException(
                    "git cannot take " + ref + " for a commit: " + wrong.getMessage(), null, wrong);
        }
    }

    /** The last commit that HEAD and a ref have in common. */
    RevCommit fork(String ref) throws ChangelogException, IOException {
        RevCommit other = named(ref);
        RevCommit head = head();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(head));
            walk.markStart(walk.parseCommit(other));
            @Nullable RevCommit base = walk.next();
            if (base == null) {
                throw new ChangelogException(
                        "HEAD and " + ref + " have no commit in common"
                                + (isShallow() ? unshallow() : ". Compare with the commit itself (mergeBase=false)"),
                        null,
                        null);
            }
            return walk.parseCommit(base);
        }
    }

    private String nextStep(String ref) throws IOException {
        if (ref.equals("HEAD")) {
            return ": nothing is committed yet. Lint without a git ref";
        }
        if (isShallow()) {
            return unshallow();
        }
        if (repository.resolve("origin/" + ref) != null) {
            return ": did you mean origin/" + ref + "?";
        }
        return ". Fetch it (git fetch origin " + ref.replaceFirst("^origin/", "") + "), or name another one";
    }

    private boolean isShallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    private static String unshallow() {
        return ", for the clone is shallow. Clone with the whole history (GitHub: fetch-depth: 0 for actions/checkout,"
                + " GitLab: GIT_DEPTH: 0), or run git fetch --unshallow";
    }
}
