package liquibase.ext.online.lint.parse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.ext.online.sql.Command;

/** The records of the sql package, found on the class path, so that a new one cannot be forgotten. */
final class SqlRecords {
    private SqlRecords() {}

    /** Each interface with the records that implement it. */
    static Map<Class<?>, List<Class<?>>> byInterface() {
        try {
            Path home = Path.of(Command.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return in(home);
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return in(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Class<?>, List<Class<?>>> in(Path root) throws IOException, ClassNotFoundException {
        Map<Class<?>, List<Class<?>>> records = new HashMap<>();
        try (Stream<Path> files = Files.list(root.resolve("liquibase/ext/online/sql"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.startsWith("package-info")) {
                    Class<?> type = Class.forName(Command.class.getPackageName() + "." + name.replace(".class", ""));
                    if (type.isRecord()) {
                        for (Class<?> implemented : type.getInterfaces()) {
                            Class<?> key = Command.class.isAssignableFrom(implemented) ? Command.class : implemented;
                            records.computeIfAbsent(key, i -> new ArrayList<>()).add(type);
                        }
                    }
                }
            }
        }
        return records;
    }
}
