package bot.conversational.application.config;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.github.cdimascio.dotenv.Dotenv;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.lookup.StringLookup;
import org.jspecify.annotations.Nullable;

/** The values that {@code config.yml} takes from outside: real environment variables, else those of a {@code .env} file. */
public final class EnvironmentValues {

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
        Dotenv file = Dotenv.configure().directory(folder).ignoreIfMissing().load();
        return new EnvironmentValues(System.getenv(), file);
    }

    /** The configuration's text with every {@code ${NAME:-default}} replaced. */
    public ConfigurationSourceProvider substituting(ConfigurationSourceProvider text) {
        StringLookup lookup = this::value;
        StringSubstitutor substitutor = new StringSubstitutor(lookup);
        substitutor.setDisableSubstitutionInValues(true);
        return new SubstitutingSourceProvider(text, substitutor);
    }

    /** Escaped for the double quotes that free texts stand in, so that no value can end them. */
    private @Nullable String value(String name) {
        String value = real.containsKey(name) ? real.get(name) : file.get(name, null);
        return value == null ? null : value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
