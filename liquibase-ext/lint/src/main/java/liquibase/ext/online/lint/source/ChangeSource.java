package liquibase.ext.online.lint.source;

import java.util.*;
import liquibase.ext.online.lint.finding.*;
import org.jspecify.annotations.Nullable;

public record ChangeSource(
        String name,
        Place place,
        List<Suppression> suppressions,
        @Nullable SqlText sql) {}
