package liquibase.ext.online.lint.catalog;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A snapshot as a JSON file, so that the linter needs the database only once. */
public final class SnapshotFile {
    /** The version of the file's layout. */
    public static final int FORMAT = 1;

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private record Content(int format, @Nullable Snapshot snapshot) {}

    private SnapshotFile() {}

    /**
     * Writes a file, in place of one that is there.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Snapshot snapshot, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            GSON.toJson(new Content(FORMAT, snapshot), writer);
            writer.write('\n');
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws IOException when it cannot be read, is no snapshot, or is one of another layout; the message says so
     */
    public static Snapshot read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Content content = GSON.fromJson(reader, Content.class);
            if (content == null || content.snapshot() == null) {
                throw new IOException(file + " is no snapshot of a database");
            }
            if (content.format() != FORMAT) {
                throw new IOException(file + " is a snapshot of format " + content.format() + "; this version reads "
                        + FORMAT + ": take it again");
            }
            return content.snapshot();
        } catch (JsonParseException e) {
            throw new IOException(file + " is no snapshot of a database: " + e.getMessage(), e);
        }
    }
}
