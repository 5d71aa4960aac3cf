package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.finding.SuppressionForm;
import liquibase.ext.online.recipe.ChangeForm;
import liquibase.ext.online.recipe.ChangeForm.ColumnForm;

/** How a changelog of some format writes one of our changes. */
enum ChangeFormText {
    /** No change can stand in it, so that it is written as XML has it. */
    SQL {
        @Override
        String text(ChangeForm form) {
            return XML.text(form);
        }

        @Override
        String where() {
            return " of its own, in an XML, YAML or JSON changelog";
        }

        @Override
        String off(String setting) {
            return setting + ":false";
        }
    },
    XML {
        @Override
        String text(ChangeForm form) {
            StringBuilder text = new StringBuilder("<online:" + form.type() + xml(form.attributes()));
            if (form.columns().isEmpty() && form.where().isEmpty()) {
                return text.append("/>").toString();
            }
            text.append(">\n");
            for (ColumnForm column : form.columns()) {
                text.append("  <column").append(xml(column.attributes()));
                text.append(
                        column.constraints().isEmpty()
                                ? "/>\n"
                                : "><constraints" + xml(column.constraints()) + "/></column>\n");
            }
            if (!form.where().isEmpty()) {
                text.append("  <where>").append(escaped(form.where())).append("</where>\n");
            }
            return text.append("</online:").append(form.type()).append('>').toString();
        }

        @Override
        String off(String setting) {
            return setting + "=\"false\"";
        }
    },
    YAML {
        @Override
        String text(ChangeForm form) {
            StringBuilder text = new StringBuilder("- " + form.type() + ":");
            form.attributes()
                    .forEach((name, value) ->
                            text.append("\n    ").append(name).append(": ").append(quoted(value)));
            if (!form.columns().isEmpty()) {
                text.append("\n    columns:");
                form.columns()
                        .forEach(column -> text.append("\n      - column: ").append(flow(column, "")));
            }
            if (!form.where().isEmpty()) {
                text.append("\n    where: ").append(quoted(form.where()));
            }
            return text.toString();
        }

        @Override
        String off(String setting) {
            return setting + ": false";
        }
    },
    JSON {
        @Override
        String text(ChangeForm form) {
            List<String> parts = new ArrayList<>();
            form.attributes().forEach((name, value) -> parts.add(quoted(name) + ": " + quoted(value)));
            if (!form.columns().isEmpty()) {
                parts.add("\"columns\": ["
                        + String.join(
                                ", ",
                                form.columns().stream()
                                        .map(column -> "{\"column\": " + flow(column, "\"") + "}")
                                        .toList())
                        + "]");
            }
            if (!form.where().isEmpty()) {
                parts.add("\"where\": " + quoted(form.where()));
            }
            return "{" + quoted(form.type()) + ": {" + String.join(", ", parts) + "}}";
        }

        @Override
        String off(String setting) {
            return "\"" + setting + "\": false";
        }
    };

    static ChangeFormText of(String file) {
        return switch (SuppressionForm.of(file)) {
            case FORMATTED_SQL -> SQL;
            case XML -> XML;
            case YAML -> YAML;
            case JSON -> JSON;
        };
    }

    /** A change. */
    abstract String text(ChangeForm form);

    /** How a changeSet, or a change, says that it does without something. */
    abstract String off(String setting);

    /** Where a change is written. */
    String where() {
        return " of its own";
    }

    private static String xml(Map<String, String> attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach((name, value) -> text.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value).replace("\"", "&quot;").replace("\n", "&#10;"))
                .append('"'));
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** A column within braces, whose keys are quoted or not. */
    private static String flow(ColumnForm column, String quote) {
        List<String> parts = parts(column.attributes(), quote);
        if (!column.constraints().isEmpty()) {
            parts.add(quote + "constraints" + quote + ": {" + String.join(", ", parts(column.constraints(), quote))
                    + "}");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static List<String> parts(Map<String, String> attributes, String quote) {
        List<String> parts = new ArrayList<>();
        attributes.forEach((name, value) -> parts.add(quote + name + quote + ": " + quoted(value)));
        return parts;
    }

    /** In double quotes, which YAML and JSON read alike; a switch without. */
    private static String quoted(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text;
        }
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
