package liquibase.ext.online.lint.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.resource.ZipResourceAccessor;

/** Where the files of a changelog are looked for. */
public final class SearchPath {
    private SearchPath() {}

    /**
     * Directories and archives, those that do not exist left out, and then the class path.
     *
     * @param places between commas
     * @throws ChangelogException when none of them exists
     */
    public static ResourceAccessor of(String places) throws ChangelogException {
        List<ResourceAccessor> accessors = new ArrayList<>();
        try {
            for (String text : Settings.list(places)) {
                Path place = Path.of(text);
                if (Files.isDirectory(place)) {
                    accessors.add(new DirectoryResourceAccessor(place));
                } else if (Files.isRegularFile(place)) {
                    accessors.add(new ZipResourceAccessor(place));
                }
            }
        } catch (IOException unreadable) {
            throw new ChangelogException("cannot read the search path: " + unreadable.getMessage(), null, unreadable);
        }
        if (accessors.isEmpty()) {
            throw Settings.wrong(
                    "nothing on the search path exists: " + places + ". Name directories or archives, between commas");
        }
        // Last, because the resources of a project are copied there and would be told twice.
        accessors.add(new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader()));
        return new CompositeResourceAccessor(accessors);
    }
}
