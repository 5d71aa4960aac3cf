package liquibase.ext.online.lint.scope;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * The search path as it was at a commit: what lies in the work tree comes from the commit, anything else, such as jars
 * and directories elsewhere, as it is now.
 */
final class CommitResources extends AbstractResourceAccessor {
    private final ResourceAccessor now;
    private final Repository repository;
    private final RevTree tree;
    private final Path workTree;
    private final Set<Path> roots = new LinkedHashSet<>();

    /** The repository stays the caller's to close; {@code workTree} has no links in it. */
    CommitResources(ResourceAccessor now, Repository repository, RevCommit commit, Path workTree) throws IOException {
        this.now = now;
        this.repository = repository;
        this.tree = commit.getTree();
        this.workTree = workTree;
        for (String location : now.describeLocations()) {
            @Nullable Path root = directory(location);
            if (root != null) {
                roots.add(root);
            }
        }
    }

    private static @Nullable Path directory(String location) throws IOException {
        try {
            Path path = Path.of(location).toAbsolutePath();
            return Files.isDirectory(path) ? path.toRealPath() : null;
        } catch (InvalidPathException elsewhere) {
            return null;
        }
    }

    @Override
    public List<Resource> getAll(String path) throws IOException {
        String plain = plain(path);
        Map<URI, Resource> found = new LinkedHashMap<>();
        for (Path root : roots) {
            Path file = root.resolve(plain).normalize();
            @Nullable ObjectId blob = blob(file);
            if (blob != null) {
                found.putIfAbsent(file.toUri(), new CommitResource(this, plain, file.toUri(), blob));
            }
        }
        addOthers(now.getAll(path), found);
        return List.copyOf(found.values());
    }

    @Override
    public List<Resource> search(String path, SearchOptions options) throws IOException {
        String plain = plain(path);
        Map<URI, Resource> found = new LinkedHashMap<>();
        for (Path root : roots) {
            Path directory = root.resolve(plain).normalize();
            if (directory.startsWith(workTree)) {
                search(root, directory, options, found);
            }
        }
        addOthers(now.search(path, options), found);
        return List.copyOf(found.values());
    }

    @Override
    public List<Resource> search(String path, boolean recursive) throws IOException {
        SearchOptions options = new SearchOptions();
        options.setRecursive(recursive);
        return search(path, options);
    }

    @Override
    public List<String> describeLocations() {
        return now.describeLocations();
    }

    @Override
    public void close() {
        // What it reads from belongs to others.
    }

    Repository repository() {
        return repository;
    }

    /** Whether git leaves a file of the work tree alone. */
    boolean isIgnored(Path file) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(new FileTreeIterator(repository));
            walk.setFilter(PathFilter.create(inTree(file)));
            while (walk.next()) {
                @Nullable WorkingTreeIterator entry = walk.getTree(0, WorkingTreeIterator.class);
                if (entry != null && entry.isEntryIgnored()) {
                    return true;
                }
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
            return false;
        }
    }

    private void search(Path root, Path directory, SearchOptions options, Map<URI, Resource> found) throws IOException {
        String base = inTree(directory);
        int baseDepth = base.isEmpty() ? 0 : base.split("/", -1).length;
        String end = options.endsWithFilterIsSet() ? options.getEndsWithFilter().toLowerCase(Locale.ROOT) : "";
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            if (!base.isEmpty()) {
                walk.setFilter(PathFilter.create(base));
            }
            while (walk.next()) {
                String file = walk.getPathString();
                int depth = file.split("/", -1).length - baseDepth;
                if (isFile(walk)
                        && depth >= Math.max(1, options.getMinDepth())
                        && depth <= options.getMaxDepth()
                        && file.toLowerCase(Locale.ROOT).endsWith(end)) {
                    Path absolute = workTree.resolve(file);
                    String path = root.relativize(absolute).toString().replace('\\', '/');
                    found.putIfAbsent(
                            absolute.toUri(), new CommitResource(this, path, absolute.toUri(), walk.getObjectId(0)));
                }
            }
        }
    }

    private void addOthers(@Nullable List<Resource> resources, Map<URI, Resource> found) {
        for (Resource resource : resources == null ? List.<Resource>of() : resources) {
            URI uri = resource.getUri();
            if (!"file".equals(uri.getScheme()) || !Path.of(uri).normalize().startsWith(workTree)) {
                found.putIfAbsent(uri, resource);
            }
        }
    }

    private @Nullable ObjectId blob(Path file) throws IOException {
        if (!file.startsWith(workTree) || file.equals(workTree)) {
            return null;
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, inTree(file), tree)) {
            return walk != null && isFile(walk) ? walk.getObjectId(0) : null;
        }
    }

    private static boolean isFile(TreeWalk walk) {
        FileMode mode = walk.getFileMode(0);
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    private String inTree(Path file) {
        return workTree.relativize(file).toString().replace('\\', '/');
    }

    private static String plain(String path) {
        String plain = path.replace('\\', '/');
        plain = plain.startsWith("classpath:") ? plain.substring("classpath:".length()) : plain;
        int from = 0;
        while (from < plain.length() && plain.charAt(from) == '/') {
            from++;
        }
        String normal = Path.of(plain.substring(from)).normalize().toString().replace('\\', '/');
        return normal;
    }
}
