package liquibase.ext.online.lint.rule;

import liquibase.ext.online.sql.QualifiedName;

/** A column of a table, as a statement names both. */
record TableColumn(QualifiedName table, String name) {}
