package liquibase.ext.online.lint.scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import liquibase.resource.AbstractResource;
import liquibase.resource.Resource;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A file as it was at a commit; without a blob, one that did not exist. */
final class CommitResource extends AbstractResource {
    private final CommitResources resources;
    private final @Nullable ObjectId blob;

    /** {@code uri} is where the file would be in the work tree. */
    CommitResource(CommitResources resources, String path, URI uri, @Nullable ObjectId blob) {
        super(path, uri);
        this.resources = resources;
        this.blob = blob;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        if (blob == null) {
            throw new IOException(getPath() + " did not exist");
        }
        return resources.repository().open(blob).openStream();
    }

    @Override
    public boolean exists() {
        return blob != null;
    }

    @Override
    public Resource resolve(String other) {
        return at(resolvePath(other), Path.of(getUri()).resolve(other));
    }

    @Override
    public Resource resolveSibling(String other) {
        return at(resolveSiblingPath(other), Path.of(getUri()).resolveSibling(other));
    }

    private Resource at(String path, Path file) {
        try {
            List<Resource> found = resources.getAll(path);
            return found.isEmpty() ? new CommitResource(resources, path, file.toUri(), null) : found.get(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
