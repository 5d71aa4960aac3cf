package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import liquibase.resource.OpenOptions;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;

/** A file of {@link GuardedResources}, from which no other way leads out of the search path either. */
final class GuardedResource implements Resource {
    private final Resource file;
    private final GuardedResources guard;

    GuardedResource(Resource file, GuardedResources guard) {
        this.file = file;
        this.guard = guard;
    }

    @Override
    public Resource resolve(String other) {
        return new GuardedResource(file.resolve(guard.below("./" + getPath() + "/", other)), guard);
    }

    @Override
    public Resource resolveSibling(String other) {
        String folder = "./" + getPath().substring(0, getPath().lastIndexOf('/') + 1);
        return new GuardedResource(file.resolveSibling(guard.below(folder, other)), guard);
    }

    @Override
    public String getPath() {
        return file.getPath();
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return file.openInputStream();
    }

    @Override
    public boolean isWritable() {
        return file.isWritable();
    }

    @Override
    public boolean exists() {
        return file.exists();
    }

    @Override
    public OutputStream openOutputStream(OpenOptions options) throws IOException {
        return file.openOutputStream(options);
    }

    @Override
    public URI getUri() {
        return file.getUri();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuardedResource guarded && file.equals(guarded.file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
