package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import liquibase.change.AddColumnConfig;
import liquibase.change.ChangeMetaData;
import liquibase.change.ChangeParameterMetaData;
import liquibase.change.ConstraintsConfig;
import liquibase.parser.core.ParsedNode;
import liquibase.serializer.LiquibaseSerializable;

/** Finds what Liquibase would drop without a word: attributes that a change, its columns or their constraints do not have. */
final class UnknownAttributes {
    private final ChangeMetaData metaData;

    UnknownAttributes(ChangeMetaData metaData) {
        this.metaData = metaData;
    }

    /** A sentence per unknown attribute. */
    List<String> in(ParsedNode change) {
        Set<String> known = new TreeSet<>();
        for (ChangeParameterMetaData parameter : metaData.getParameters().values()) {
            known.add(parameter.getParameterName());
            if (parameter.getAlternateParameterNames() != null) {
                known.addAll(List.of(parameter.getAlternateParameterNames()));
            }
        }
        if (known.contains("columns")) {
            known.add("column");
        }
        if (known.contains("whereParams")) {
            known.add("param");
        }
        List<String> errors = new ArrayList<>();
        for (ParsedNode child : change.getChildren()) {
            if (!known.contains(child.getName())) {
                errors.add(sentence(child.getName(), metaData.getName(), known));
            } else if (child.getName().equals("column") || child.getName().equals("param")) {
                column(child, errors);
            } else if (child.getName().equals("columns")) {
                child.getChildren(null, "column").forEach(column -> column(column, errors));
            } else if (child.getName().equals("whereParams")) {
                child.getChildren(null, "param").forEach(parameter -> column(parameter, errors));
            }
        }
        return errors;
    }

    private void column(ParsedNode column, List<String> errors) {
        Set<String> known = fields(new AddColumnConfig());
        known.addAll(List.of("constraints", "valueClob", "valueBlob"));
        for (ParsedNode child : column.getChildren()) {
            if (!known.contains(child.getName())) {
                errors.add(sentence(child.getName(), "column", known));
            } else if (child.getName().equals("constraints")) {
                Set<String> ofConstraints = fields(new ConstraintsConfig());
                for (ParsedNode constraint : child.getChildren()) {
                    if (!ofConstraints.contains(constraint.getName())) {
                        errors.add(sentence(constraint.getName(), "constraints", ofConstraints));
                    }
                }
            }
        }
    }

    private static Set<String> fields(LiquibaseSerializable bean) {
        return new TreeSet<>(bean.getSerializableFields());
    }

    private static String sentence(String unknown, String owner, Set<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .orElse("");
        String hint = distance(unknown, nearest) <= Math.max(2, unknown.length() / 3)
                ? "did you mean " + nearest + "?"
                : "it has " + String.join(", ", known);
        return owner + " has no attribute " + unknown + "; " + hint;
    }

    /** Levenshtein's distance, case aside. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
