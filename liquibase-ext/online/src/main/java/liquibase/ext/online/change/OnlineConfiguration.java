package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import liquibase.configuration.AutoloadedConfigurations;
import liquibase.configuration.ConfigurationDefinition;
import liquibase.configuration.ConfigurationValueObfuscator;
import org.jspecify.annotations.Nullable;

/** The settings as Liquibase configuration: properties files, system properties, environment, command line. */
@AutoService(AutoloadedConfigurations.class)
public final class OnlineConfiguration implements AutoloadedConfigurations {
    private static final Map<Knob, ConfigurationDefinition<String>> DEFINITIONS = new EnumMap<>(Knob.class);

    static {
        ConfigurationDefinition.Builder builder = new ConfigurationDefinition.Builder("liquibase.online");
        for (Knob knob : Knob.values()) {
            String byDefault = knob.byDefault().isEmpty() ? "" : " (" + knob.byDefault() + ")";
            DEFINITIONS.put(
                    knob,
                    builder.define(knob.key(), String.class)
                            .setDescription("Online changes: " + knob.meaning() + byDefault)
                            .setValueObfuscator(obfuscator(knob))
                            .build());
        }
    }

    private static ConfigurationValueObfuscator<String> obfuscator(Knob knob) {
        return switch (knob) {
            case PASSWORD -> ConfigurationValueObfuscator.STANDARD;
            case URL -> ConfigurationValueObfuscator.URL_OBFUSCATOR;
            default -> ConfigurationValueObfuscator.NONE;
        };
    }

    /** What is configured, null where nothing is. */
    static @Nullable String of(Knob knob) {
        return Objects.requireNonNull(DEFINITIONS.get(knob)).getCurrentValue();
    }
}
