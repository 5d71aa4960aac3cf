package liquibase.ext.online.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.resource.ZipResourceAccessor;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Where the files of a changelog are looked for. */
final class SearchPath {
    private SearchPath() {}

    /** Directories and archives, those that do not exist left out, and then the class path of the project. */
    static ResourceAccessor of(List<Path> places, @Nullable MavenProject project) throws MojoExecutionException {
        List<ResourceAccessor> accessors = new ArrayList<>();
        try {
            for (Path place : places) {
                if (Files.isDirectory(place)) {
                    accessors.add(new DirectoryResourceAccessor(place));
                } else if (Files.isRegularFile(place)) {
                    accessors.add(new ZipResourceAccessor(place));
                }
            }
        } catch (IOException unreadable) {
            throw new MojoExecutionException("cannot read the search path: " + unreadable.getMessage(), unreadable);
        }
        if (accessors.isEmpty()) {
            throw new MojoExecutionException("nothing on the search path exists: " + places
                    + ". Give directories or archives with -Dliquibase.searchPath");
        }
        // Last, because the resources of a project are copied there and would be told twice.
        accessors.add(new ClassLoaderResourceAccessor(ProjectClasses.loader(project)));
        return new CompositeResourceAccessor(accessors);
    }
}
