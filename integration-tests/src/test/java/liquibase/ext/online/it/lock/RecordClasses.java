package liquibase.ext.online.it.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateTable;

/** The records that commands are made of, found on the class path, so that a new one cannot be forgotten. */
final class RecordClasses {
    private static final List<Class<?>> KINDS = List.of(
            Command.class,
            AlterTable.Action.class,
            AddConstraint.Definition.class,
            ColumnConstraint.class,
            CreateTable.Element.class,
            AlterIndex.Action.class,
            AlterDomain.Action.class);

    private RecordClasses() {}

    /** Every record that is a command or an exchangeable part of one. */
    static Set<Class<?>> ofCommands() {
        try {
            URI home = Command.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(home);
            if (Files.isDirectory(path)) {
                return in(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return in(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Class<?>> in(Path root) throws IOException {
        Set<Class<?>> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(root.resolve("liquibase/ext/online/sql"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                if (file.toString().endsWith(".class") && !name.equals("package-info")) {
                    Class<?> type = Class.forName(Command.class.getPackageName() + "." + name);
                    if (type.isRecord() && KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type))) {
                        found.add(type);
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** The class of a record and those of all records in it. */
    static void collect(Object value, Set<Class<?>> into) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> collect(each, into));
        } else if (value instanceof Record) {
            into.add(value.getClass());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    Object part = component.getAccessor().invoke(value);
                    if (part != null) {
                        collect(part, into);
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
