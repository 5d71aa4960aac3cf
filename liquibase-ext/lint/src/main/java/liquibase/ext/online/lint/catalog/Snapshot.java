package liquibase.ext.online.lint.catalog;

public record Snapshot() {}
