package bot.conversational.application.config.values;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values that {@code config.yml} takes from outside: real environment variables, else those of a {@code .env} file.
 * A secret that is empty there may be in a file of its own: {@code POSTGRES_PASSWORD_FILE} names that of {@code
 * POSTGRES_PASSWORD}.
 */
public final class EnvironmentValues {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentValues.class);

    private final Map<String, String> real;
    private final Dotenv file;

    private EnvironmentValues(Map<String, String> real, Dotenv file) {
        this.real = real;
        this.file = file;
    }

    /**
     * The values of this process and of a file.
     *
     * @param folder where the {@code .env} file is; it need not be there
     */
    public static EnvironmentValues in(String folder) {
        return of(System.getenv(), folder);
    }

    /** The same with given variables in place of this process's own. */
    public static EnvironmentValues of(Map<String, String> real, String folder) {
        return new EnvironmentValues(
                real, Dotenv.configure().directory(folder).ignoreIfMissing().load());
    }

    /**
     * The configuration's text with every {@code ${NAME:-default}} replaced. Names of the file that the text does not
     * have, but that look as if they were meant for it, are logged.
     */
    public ConfigurationSourceProvider substituting(ConfigurationSourceProvider text) {
        return path -> {
            String configuration = read(text, path);
            ConfigurationVariables known = ConfigurationVariables.in(configuration);
            file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                    .map(DotenvEntry::getKey)
                    .flatMap(name -> known.complaintAbout(name).stream())
                    .forEach(complaint -> LOG.warn(".env: {}", complaint));
            StringSubstitutor substitutor = new StringSubstitutor(this::escaped);
            substitutor.setDisableSubstitutionInValues(true);
            return new ByteArrayInputStream(substitutor.replace(configuration).getBytes(StandardCharsets.UTF_8));
        };
    }

    static String read(ConfigurationSourceProvider text, String path) throws IOException {
        try (InputStream in = text.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Where a value comes from, in words that follow its name; empty when it is set nowhere. */
    Optional<String> origin(String name) {
        if (secretFile(name).isPresent()) {
            return Optional.of("in the file of " + name + SecretFile.SUFFIX);
        }
        if (real.containsKey(name)) {
            return Optional.of("in the environment");
        }
        return Optional.ofNullable(file.get(name, null)).map(value -> "in .env");
    }

    private @Nullable String given(String name) {
        return real.containsKey(name) ? real.get(name) : file.get(name, null);
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** The file that has this secret, when nothing else does. */
    private Optional<SecretFile> secretFile(String name) {
        @Nullable String path = SecretFile.isFor(name) && isEmpty(given(name)) ? given(name + SecretFile.SUFFIX) : null;
        return isEmpty(path) ? Optional.empty() : Optional.of(new SecretFile(name, Path.of(path)));
    }

    /** For the double quotes around free texts, so that no value can end them. */
    private @Nullable String escaped(String name) {
        @Nullable String value = secretFile(name).map(SecretFile::read).orElseGet(() -> given(name));
        return value == null ? null : value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
