package bot.conversational.application.config.values;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.ConfigurationFactoryFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration as Dropwizard does, and reports the environment variable of an invalid value: whoever sets
 * {@code RATE_LIMIT_BURST} need not know its name in the file.
 *
 * @param text the configuration before values are put in
 */
public record ExplainedConfiguration<T>(
        ConfigurationFactory<T> factory, ConfigurationSourceProvider text, EnvironmentValues values)
        implements ConfigurationFactory<T> {

    /** Where in our classes a value was to go is of no use to who wrote it. */
    private static final Pattern INNARDS = Pattern.compile("\\R at \\[Source.*", Pattern.DOTALL);

    /** @see ExplainedConfiguration */
    public static <T> ConfigurationFactoryFactory<T> of(ConfigurationSourceProvider text, EnvironmentValues values) {
        return (type, validator, mapper, prefix) -> new ExplainedConfiguration<>(
                new DefaultConfigurationFactoryFactory<T>().create(type, validator, mapper, prefix), text, values);
    }

    @Override
    public T build(ConfigurationSourceProvider provider, String path) throws IOException, ConfigurationException {
        try {
            return factory.build(provider, path);
        } catch (ConfigurationException e) {
            ConfigurationVariables variables = ConfigurationVariables.in(EnvironmentValues.read(text, path));
            List<String> errors = e.getErrors().stream()
                    .map(error -> explained(error, e.getCause(), variables))
                    .toList();
            throw new Explained(path, errors, e);
        }
    }

    @Override
    public T build() throws IOException, ConfigurationException {
        return factory.build();
    }

    private String explained(String error, @Nullable Throwable cause, ConfigurationVariables variables) {
        // The parser and the validator write lists differently.
        String message =
                INNARDS.matcher(error.replace(".[", "[")).replaceFirst("").stripTrailing() + choices(cause);
        return variables
                .meantBy(message)
                .flatMap(name -> values.origin(name).map(origin -> message + " (" + name + " " + origin + ")"))
                .orElse(message);
    }

    private static String choices(@Nullable Throwable cause) {
        if (!(cause instanceof InvalidFormatException format)) {
            return "";
        }
        Object[] constants = format.getTargetType().getEnumConstants();
        return constants == null
                ? ""
                : Arrays.stream(constants)
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "; it can be: ", ""));
    }

    /** The same errors in more words. */
    private static final class Explained extends ConfigurationException {
        Explained(String path, List<String> errors, ConfigurationException cause) {
            super(path, errors, cause);
        }
    }
}
