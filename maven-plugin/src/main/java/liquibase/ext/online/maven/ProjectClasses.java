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

    /** Those of its run time; none without a project. */
    static List<Path> files(@Nullable MavenProject project) throws MojoExecutionException {
        if (project == null || project.getBasedir() == null) {
            return List.of();
        }
        try {
            return project.getRuntimeClasspathElements().stream().map(Path::of).toList();
        } catch (DependencyResolutionRequiredException unresolved) {
            throw new MojoExecutionException(
                    "the dependencies of the project are not resolved: " + unresolved.getMessage(), unresolved);
        }
    }

    static ClassLoader loader(@Nullable MavenProject project) throws MojoExecutionException {
        try {
            List<URL> urls = new ArrayList<>();
            for (Path file : files(project)) {
                urls.add(file.toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(URL[]::new), ProjectClasses.class.getClassLoader());
        } catch (MalformedURLException impossible) {
            throw new MojoExecutionException(impossible);
        }
    }
}
