package liquibase.ext.online.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Asks every unfinished backfill that matches to hold after its batch, in this run and later ones, until
 * {@code online-resume}. Needs no project.
 */
@Mojo(name = "online-pause", requiresProject = false, threadSafe = true)
public final class OnlinePauseMojo extends OnlineMojo {
    @Override
    String command() {
        return "onlinePause";
    }
}
