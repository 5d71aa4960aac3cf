package liquibase.ext.online.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Takes back every online changeset that matches, began and was not executed: drops what it made so far. Values that a
 * backfill wrote stay. Needs neither a project nor the changelog.
 */
@Mojo(name = "online-revert", requiresProject = false, threadSafe = true)
public final class OnlineRevertMojo extends OnlineMojo {
    @Override
    String command() {
        return "onlineRevert";
    }
}
