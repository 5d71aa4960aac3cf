package liquibase.ext.online.lint.source;

import java.util.*;
import liquibase.ext.online.lint.finding.*;

public record ChangeSetSource(
        String id,
        String author,
        Place place,
        List<ChangeSource> changes,
        List<ChangeSource> rollback,
        List<Suppression> suppressions) {}
