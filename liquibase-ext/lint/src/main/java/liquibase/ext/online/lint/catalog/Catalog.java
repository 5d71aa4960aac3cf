package liquibase.ext.online.lint.catalog;

import java.util.*;
import liquibase.ext.online.sql.*;

public final class Catalog implements Known {
    private final Set<QualifiedName> made = new HashSet<>();

    public static Catalog of(Snapshot s) {
        return new Catalog();
    }

    public void apply(Command c) {
        if (c instanceof CreateTable t) made.add(t.name());
    }

    public void beginChangeSet(boolean unreleased) {
        made.clear();
    }

    public boolean exists(QualifiedName n) {
        return false;
    }

    public boolean isNew(QualifiedName n) {
        return made.contains(n);
    }

    public boolean isClosed() {
        return false;
    }

    public Optional<String> index(QualifiedName n) {
        return Optional.empty();
    }

    public OptionalLong rows(QualifiedName n) {
        return OptionalLong.empty();
    }
}
