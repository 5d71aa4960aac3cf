package liquibase.ext.online.maven;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The class path of a project over that of the plugin, so that change types of its dependencies are known. */
final class ProjectClasses {
    private ProjectClasses() {}

    static ClassLoader loader(@Nullable MavenProject project) throws MojoExecutionException {
        ClassLoader plugin = ProjectClasses.class.getClassLoader();
        if (project == null || project.getBasedir() == null) {
            return plugin;
        }
        try {
            List<URL> urls = new ArrayList<>();
            for (String element : project.getRuntimeClasspathElements()) {
                urls.add(Path.of(element).toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(URL[]::new), plugin);
        } catch (DependencyResolutionRequiredException | MalformedURLException unresolved) {
            throw new MojoExecutionException(
                    "the dependencies of the project are not resolved: " + unresolved, unresolved);
        }
    }
}
