package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.YamlExpansion;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** The files of the search path, without those on which Liquibase would never end. */
final class GuardedResources extends AbstractResourceAccessor {
    private final ResourceAccessor files;
    private final Set<String> harmless = new HashSet<>();

    GuardedResources(ResourceAccessor files) {
        this.files = files;
    }

    /** A file is refused; unchecked, because it has to pass through Liquibase. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final ChangelogException reason;

        RefusedException(ChangelogException reason) {
            super(reason);
            this.reason = reason;
        }

        ChangelogException reason() {
            return reason;
        }
    }

    @Override
    public List<Resource> getAll(String path) throws IOException {
        @Nullable List<Resource> found = files.getAll(path);
        if (found != null && isYaml(path) && harmless.add(path)) {
            for (Resource resource : found) {
                check(path, resource);
            }
        }
        return found;
    }

    @Override
    public Resource get(String path) throws IOException {
        Resource found = files.get(path);
        if (isYaml(path) && found.exists() && harmless.add(path)) {
            check(path, found);
        }
        return found;
    }

    private static void check(String path, Resource resource) {
        try (InputStream in = resource.openInputStream()) {
            String problem = YamlExpansion.problem(in.readAllBytes());
            if (problem != null) {
                throw new RefusedException(new ChangelogException(problem, Place.startOf(path), null));
            }
        } catch (IOException unreadable) {
            // Liquibase is about to say so itself.
        }
    }

    private static boolean isYaml(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }

    @Override
    public List<Resource> search(String path, boolean recursive) throws IOException {
        return files.search(path, recursive);
    }

    @Override
    public List<Resource> search(String path, SearchOptions options) throws IOException {
        return files.search(path, options);
    }

    @Override
    public List<String> describeLocations() {
        return files.describeLocations();
    }

    /** The files belong to the caller. */
    @Override
    public void close() {}
}
