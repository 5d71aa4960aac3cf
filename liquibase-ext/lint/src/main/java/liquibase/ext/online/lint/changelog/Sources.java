package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.lint.source.SourceFile;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;

/** The files of a changelog, each read once. */
public final class Sources {
    private final ResourceAccessor resources;
    private final Map<String, SourceFile> files = new HashMap<>();

    Sources(ResourceAccessor resources) {
        this.resources = resources;
    }

    /** The file by the path by which Liquibase opened it; empty of content when it cannot be read. */
    public SourceFile file(String path) {
        return files.computeIfAbsent(path, this::read);
    }

    private SourceFile read(String path) {
        try {
            Resource resource = resources.get(path);
            if (resource.exists()) {
                try (InputStream in = resource.openInputStream()) {
                    return SourceFile.read(path, in.readAllBytes());
                }
            }
        } catch (IOException unreadable) {
            // Liquibase could read it a moment ago; without its text only the places are less exact.
        }
        return SourceFile.read(path, new byte[0]);
    }
}
