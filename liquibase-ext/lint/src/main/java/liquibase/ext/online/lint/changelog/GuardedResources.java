package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.YamlExpansion;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The files of the search path and no others, without those on which Liquibase would never end. A path may begin as Spring's
 * do.
 */
final class GuardedResources extends AbstractResourceAccessor {
    private static final Pattern OF_SPRING = Pattern.compile("^classpath\\*?:/*");

    private static final Pattern ROOT = Pattern.compile("^(?:[/\\\\]|[A-Za-z]:)");

    private final ResourceAccessor files;
    private final Set<String> harmless = new HashSet<>();

    private GuardedResources(ResourceAccessor files) {
        this.files = files;
    }

    static GuardedResources of(ResourceAccessor files) {
        return files instanceof GuardedResources guarded ? guarded : new GuardedResources(files);
    }

    /** A file is refused; unchecked, because it has to pass through Liquibase. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String path;
        private final transient @Nullable Place place;

        RefusedException(String problem, String path, @Nullable Place place) {
            super(problem);
            this.path = path;
            this.place = place;
        }

        /** The refusal behind a failure, however Liquibase has wrapped it. */
        static Optional<RefusedException> in(Throwable failure) {
            return BrokenChangelog.causes(failure).stream()
                    .filter(RefusedException.class::isInstance)
                    .map(RefusedException.class::cast)
                    .findFirst();
        }

        /** The file as it was asked for. */
        String path() {
            return path;
        }

        /** The same with its place, when that was not known. */
        ChangelogException at(Place other) {
            return new ChangelogException(String.valueOf(getMessage()), place == null ? other : place, null);
        }
    }

    @Override
    public @Nullable List<Resource> getAll(String asked) throws IOException {
        String path = below("", asked);
        @Nullable List<Resource> found = files.getAll(path);
        if (found != null && isYaml(path) && harmless.add(path)) {
            for (Resource resource : found) {
                check(path, resource);
            }
        }
        return found == null ? null : guarded(found);
    }

    @Override
    public Resource get(String asked) throws IOException {
        String path = below("", asked);
        Resource found = files.get(path);
        if (isYaml(path) && found.exists() && harmless.add(path)) {
            check(path, found);
        }
        return new GuardedResource(found, this);
    }

    private List<Resource> guarded(List<Resource> resources) {
        return resources.stream()
                .<Resource>map(resource -> new GuardedResource(resource, this))
                .toList();
    }

    private static void check(String path, Resource resource) {
        try (InputStream in = resource.openInputStream()) {
            String problem = YamlExpansion.problem(in.readAllBytes());
            if (problem != null) {
                throw new RefusedException(problem, path, Place.startOf(path));
            }
        } catch (IOException unreadable) {
            // Liquibase is about to say so itself.
        }
    }

    /**
     * The path without Spring's prefix, when it stays within the search path. Liquibase itself would follow it anywhere, and
     * the file's text would stand in the reports.
     *
     * @param folder what the path is relative to; empty for the search path
     */
    String below(String folder, String path) {
        String plain = OF_SPRING.matcher(path).replaceFirst("");
        boolean leaves = !folder.isEmpty() && ROOT.matcher(plain).find();
        int depth = 0;
        for (String step : (folder + plain).replace('\\', '/').split("/", -1)) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            leaves |= depth < 0;
        }
        if (leaves) {
            throw new RefusedException(
                    "the path " + path + " leaves the search path, which is " + String.join(", ", describeLocations())
                            + ": add the directory of that file to the search path, and name the file from there",
                    path,
                    null);
        }
        return plain;
    }

    private static boolean isYaml(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }

    @Override
    public List<Resource> search(String path, boolean recursive) throws IOException {
        return guarded(files.search(below("", path), recursive));
    }

    @Override
    public List<Resource> search(String path, SearchOptions options) throws IOException {
        return guarded(files.search(below("", path), options));
    }

    @Override
    public List<String> describeLocations() {
        return files.describeLocations();
    }

    /** The files belong to the caller. */
    @Override
    public void close() {}
}
