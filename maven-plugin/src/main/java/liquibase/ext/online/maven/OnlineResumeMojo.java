package liquibase.ext.online.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Takes back what {@code online-pause} asked for. Needs no project.
 */
@Mojo(name = "online-resume", requiresProject = false, threadSafe = true)
public final class OnlineResumeMojo extends OnlineMojo {
    @Override
    String command() {
        return "onlineResume";
    }
}
