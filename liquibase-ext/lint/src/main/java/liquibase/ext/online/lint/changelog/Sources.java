package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import liquibase.ext.online.lint.source.SourceFile;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** The files of a changelog, each read once. */
public final class Sources {
    private final ResourceAccessor resources;
    private final Map<String, SourceFile> files = new HashMap<>();
    private final Map<String, SourceFile> shown = new HashMap<>();

    Sources(ResourceAccessor resources) {
        this.resources = resources;
    }

    /** The file by the path by which Liquibase opened it; empty of content when it cannot be read. */
    public SourceFile file(String path) {
        return files.computeIfAbsent(path, file -> read(file, SourceFile::read));
    }

    /** The same for a file that a sqlFile change names, which is SQL whatever its name is. */
    SourceFile sqlFile(String path) {
        return files.computeIfAbsent(
                path, file -> read(file, (name, content) -> SourceFile.readSql(name, content, StandardCharsets.UTF_8)));
    }

    /** The text of a file by the path that places have; empty when there is none. */
    public String text(String shownPath) {
        SourceFile file = shown.get(shownPath);
        return file == null ? "" : file.text();
    }

    private SourceFile read(String path, BiFunction<String, byte[], SourceFile> reader) {
        String name = path;
        byte[] content = {};
        try {
            Resource resource = resources.get(path);
            if (resource.exists()) {
                name = shownPath(path, resource);
                try (InputStream in = resource.openInputStream()) {
                    content = in.readAllBytes();
                }
            }
        } catch (IOException unreadable) {
            // Liquibase could read it a moment ago; without its text only the places are less exact.
        }
        SourceFile file = reader.apply(name, content);
        shown.put(name, file);
        return file;
    }

    /** Where a terminal, an editor or a code host finds the file: from the working directory, where it is below that. */
    private static String shownPath(String path, Resource resource) {
        if (!"file".equals(resource.getUri().getScheme())) {
            return path;
        }
        Path file = Path.of(resource.getUri()).toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file).toString().replace('\\', '/');
    }
}
