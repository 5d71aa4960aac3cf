package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.IncludeSource;
import liquibase.ext.online.lint.source.SourceFile;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** The files of a changelog that Liquibase could not read, followed from include to include as far as they go. */
final class IncludeWalk {
    /** A changelog whose includes nest deeper than this has a loop, through a name that changes on the way. */
    private static final int DEEPEST = 200;

    private final ResourceAccessor resources;
    private final Sources sources;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();
    private @Nullable Place loopPlace;
    private String loop = "";

    IncludeWalk(String root, ResourceAccessor resources) {
        this.resources = resources;
        this.sources = new Sources(resources);
        if (exists(root)) {
            visit(normal(root));
        }
    }

    /** Each file once, in the order in which it is first included; those that are not there are left out. */
    Map<String, SourceFile> files() {
        return files;
    }

    /** The include that leads back to a file that it stands in, when there is one. */
    Optional<Place> loopPlace() {
        return Optional.ofNullable(loopPlace);
    }

    /** The files from the first back to itself, with arrows. */
    String loop() {
        return loop;
    }

    /** Where a file is included by this name or path. */
    Optional<Place> included(String name) {
        String wanted = normal(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
        for (Map.Entry<String, SourceFile> file : files.entrySet()) {
            for (IncludeSource include : file.getValue().includes()) {
                String written = normal(include.file());
                if (written.equals(wanted) || beside(file.getKey(), written).equals(wanted)) {
                    return Optional.of(include.place());
                }
            }
        }
        return Optional.empty();
    }

    private void visit(String file) {
        SourceFile source = sources.file(file);
        files.put(file, source);
        path.add(file);
        for (IncludeSource include : source.includes()) {
            for (String target : targets(file, include)) {
                int begun = path.indexOf(target);
                if (begun >= 0 && loopPlace == null) {
                    loopPlace = include.place();
                    loop = String.join(" → ", path.subList(begun, path.size())) + " → " + target;
                } else if (!files.containsKey(target) && path.size() < DEEPEST) {
                    visit(target);
                }
            }
        }
        path.remove(path.size() - 1);
    }

    private Iterable<String> targets(String from, IncludeSource include) {
        String written = normal(include.file());
        String beside = beside(from, written);
        if (include.name().equals("include")) {
            return exists(beside) && !exists(written)
                    ? List.of(beside)
                    : exists(written) ? List.of(written) : List.of();
        }
        TreeSet<String> found = new TreeSet<>();
        for (String folder : List.of(written, beside)) {
            try {
                for (Resource resource : resources.search(folder, true)) {
                    found.add(normal(resource.getPath()));
                }
            } catch (IOException | RuntimeException unreadable) {
                // Then nothing is included from there.
            }
        }
        return found;
    }

    private boolean exists(String file) {
        try {
            return !file.isBlank() && resources.get(file).exists();
        } catch (IOException | RuntimeException unusable) {
            return false;
        }
    }

    private static String beside(String from, String file) {
        return normal(from.substring(0, from.lastIndexOf('/') + 1) + file);
    }

    private static String normal(String path) {
        String normal = path.replace('\\', '/');
        normal = normal.startsWith("classpath:") ? normal.substring("classpath:".length()) : normal;
        while (normal.startsWith("/") || normal.startsWith("./")) {
            normal = normal.substring(normal.indexOf('/') + 1);
        }
        int up = normal.indexOf("/../");
        while (up > 0) {
            normal = normal.substring(0, normal.lastIndexOf('/', up - 1) + 1) + normal.substring(up + 4);
            up = normal.indexOf("/../");
        }
        return normal;
    }
}
