package liquibase.ext.online.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Ends every running backfill that matches after its batch; the next update goes on behind it. Needs no project.
 */
@Mojo(name = "online-abort", requiresProject = false, threadSafe = true)
public final class OnlineAbortMojo extends OnlineMojo {
    @Override
    String command() {
        return "onlineAbort";
    }
}
