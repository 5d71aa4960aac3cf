package liquibase.ext.online.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.changelog.ChangelogException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that read a changelog; named as in the liquibase-maven-plugin. */
abstract class ChangelogMojo extends AbstractMojo {
    /** Before the name of a property of the changelog, in a property file and in the linter's settings. */
    private static final String PARAMETER = "parameter.";

    /** The root changelog, by its path on the search path. */
    @Parameter(property = "liquibase.changeLogFile")
    private @Nullable String changeLogFile;

    /** Directories and archives to look for files in, between commas; by default the resources of the project and its directory. */
    @Parameter(property = "liquibase.searchPath")
    private @Nullable String searchPath;

    /** A directory to look in first. */
    @Parameter(property = "liquibase.changeLogDirectory")
    private @Nullable File changeLogDirectory;

    /** A file of properties such as {@code changeLogFile} and {@code contexts}, for what is not given otherwise. */
    @Parameter(property = "liquibase.propertyFile")
    private @Nullable File propertyFile;

    /** The contexts that the update runs with; without them every changeSet runs. */
    @Parameter(property = "liquibase.contexts")
    private @Nullable String contexts;

    /** The labels that the update runs with; without them every changeSet runs. */
    @Parameter(property = "liquibase.labelFilter")
    private @Nullable String labelFilter;

    /** Values for properties of the changelog, each in an element of its name; those of propertyFile win over them. */
    @Parameter
    private @Nullable Map<String, String> expressionVariables;

    /** The same in elements {@code property} with {@code name} and {@code value}; it wins over expressionVariables. */
    @Parameter
    private @Nullable Properties expressionVars;

    /**
     * The same on the command line, {@code name=value} between commas, which wins over all of these; {@code -Dname=value} is
     * the same for one.
     */
    @Parameter(property = "liquibase-online.expressionVariables")
    private @Nullable String parameters;

    /**
     * The schema of what is named without one; by default the first of the search_path that {@code snapshot} or {@code url}
     * shows, and without these {@code public}.
     */
    @Parameter(property = "liquibase.defaultSchemaName")
    private @Nullable String defaultSchemaName;

    /** The major version of the servers, such as {@code 17}, or a range such as {@code 13-18}; by default the oldest supported. */
    @Parameter(property = "liquibase-online.postgresVersion")
    private @Nullable String postgresVersion;

    /** Whether to do nothing. */
    @Parameter(property = "liquibase-online.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true)
    private @Nullable MavenProject project;

    private Properties properties = new Properties();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped by liquibase-online.skip");
            return;
        }
        properties = properties();
        String file = given(given(changeLogFile, "changeLogFile"), "changelogFile");
        if (file == null) {
            throw new MojoExecutionException("no changelog: give -Dliquibase.changeLogFile=db/changelog.xml, or"
                    + " <changeLogFile> in the configuration of the plugin");
        }
        Properties settings = new Properties();
        settings.setProperty("changeLogFile", file);
        settings.setProperty("searchPath", places().stream().map(Path::toString).collect(Collectors.joining(",")));
        set(settings, "contexts", given(contexts, "contexts"));
        set(settings, "labelFilter", given(labelFilter, "labelFilter"));
        set(settings, "postgresVersion", postgresVersion);
        set(settings, "defaultSchemaName", given(defaultSchemaName, "defaultSchemaName"));
        // In the liquibase-maven-plugin the file wins over expressionVars, and they over expressionVariables.
        parameters(expressionVariables, settings);
        parameters(expressionVars, settings);
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PARAMETER))
                .forEach(name -> settings.setProperty(name, properties.getProperty(name)));
        set(settings, "parameters", parameters);
        try {
            run(settings);
        } catch (ChangelogException broken) {
            throw new MojoExecutionException(broken.getMessage(), broken);
        }
    }

    /**
     * Does what the goal is for.
     *
     * @param settings as {@link liquibase.ext.online.lint.process.LintMain} takes them
     */
    abstract void run(Properties settings) throws ChangelogException, MojoExecutionException, MojoFailureException;

    /** Notes a setting that is given. */
    static void set(Properties settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.setProperty(name, value.toString());
        }
    }

    /** An empty element is no value, as it is for the liquibase-maven-plugin. */
    private static void parameters(@Nullable Map<?, ?> given, Properties settings) {
        if (given != null) {
            given.forEach((name, value) -> set(settings, PARAMETER + name, value));
        }
    }

    final @Nullable MavenProject project() {
        return project;
    }

    /** A setting, or what the property file says in its place. */
    private @Nullable String given(@Nullable String value, String name) {
        return value != null
                ? value
                : properties.getProperty(
                        name,
                        properties.getProperty(
                                "liquibase." + name, properties.getProperty("liquibase.command." + name)));
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        if (changeLogDirectory != null) {
            places.add(changeLogDirectory.toPath());
        }
        String given = given(searchPath, "searchPath");
        if (given != null) {
            for (String place : given.split(",", -1)) {
                if (!place.isBlank()) {
                    places.add(base().resolve(place.strip()));
                }
            }
        } else {
            places.add(base().resolve("src/main/resources"));
            places.add(base());
        }
        return places;
    }

    /** Where the project's build writes; without a project, where it would. */
    final Path buildDirectory() {
        return project == null || project.getBasedir() == null
                ? Path.of("target")
                : Path.of(project.getBuild().getDirectory());
    }

    /** The directory of the project, or the working directory where there is none. */
    private Path base() {
        return project == null || project.getBasedir() == null
                ? Path.of("").toAbsolutePath()
                : project.getBasedir().toPath();
    }

    private Properties properties() throws MojoExecutionException {
        Properties read = new Properties();
        if (propertyFile != null) {
            try (Reader reader = Files.newBufferedReader(propertyFile.toPath(), StandardCharsets.UTF_8)) {
                read.load(reader);
            } catch (IOException | IllegalArgumentException failure) {
                throw new MojoExecutionException("cannot read propertyFile " + propertyFile + ": " + failure, failure);
            }
        }
        return read;
    }
}
