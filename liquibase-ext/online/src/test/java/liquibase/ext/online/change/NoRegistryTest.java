package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.DatabaseChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adding a change type costs a class, its test and a folder of examples; nothing else lists it. */
class NoRegistryTest {

    static Stream<Class<?>> changeTypes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("liquibase.ext.online").stream()
                        .filter(type -> type.isAssignableTo(OnlineChange.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("changeTypes")
    void liquibaseFindsEveryChangeType(Class<?> type) {
        List<Class<?>> found = ServiceLoader.load(Change.class).stream()
                .<Class<?>>map(ServiceLoader.Provider::type)
                .toList();
        assertThat(found).contains(type);
    }

    @ParameterizedTest
    @MethodSource("changeTypes")
    void everyChangeTypeHasItsTest(Class<?> type) throws ClassNotFoundException {
        assertThat(Class.forName(type.getName() + "Test")).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("changeTypes")
    void everyChangeTypeHasItsExamples(Class<?> type) throws IOException {
        String name = type.getAnnotation(DatabaseChange.class).name();
        Path folder = Path.of(System.getProperty("changelogs.dir"), name);
        assertThat(folder.resolve("README.md")).exists();
        try (Stream<Path> examples = Files.list(folder).filter(Files::isDirectory)) {
            assertThat(examples)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example)
                            .isDirectoryContaining("glob:**/changelog.yaml")
                            .isDirectoryContaining("glob:**/changelog.xml")
                            .isDirectoryContaining("glob:**/update.sql"));
        }
    }
}
