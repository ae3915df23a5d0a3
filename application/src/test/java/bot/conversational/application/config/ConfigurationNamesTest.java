package bot.conversational.application.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's table, {@code config.yml} and {@code .env.example} name the same values with the same defaults. */
class ConfigurationNamesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

    @Test
    void readmeShouldNameWhatTheConfigurationTakes() throws IOException {
        assertThat(named("README.md", "(?m)^\\| `([A-Z_]+)` \\| (?:`([^`]*)`)? ?\\|"))
                .isEqualTo(configured());
    }

    @Test
    void exampleShouldNameWhatTheConfigurationTakes() throws IOException {
        assertThat(named(".env.example", "(?m)^([A-Z_]+)=(.*)$")).isEqualTo(configured());
    }

    @Test
    void configurationShouldTakeTheUsersNames() throws IOException {
        assertThat(configured())
                .containsEntry("REDIS_HOST", "localhost")
                .containsEntry("REDIS_MAX_CONNECTIONS", "50")
                .containsEntry("ELASTICSEARCH_INDEX_PREFIX", "conversational_bot")
                .containsEntry("CACHE_TTL_SESSIONS", "1800")
                .containsEntry("CACHE_TTL_CONVERSATIONS", "600")
                .containsEntry("CACHE_TTL_LLM_RESPONSES", "3600")
                .containsEntry("RATE_LIMIT_REQUESTS_PER_MINUTE", "60")
                .containsEntry("RATE_LIMIT_BURST", "10");
    }

    private static Map<String, String> configured() throws IOException {
        return named("config.yml", "\\$\\{([A-Z_]+):-([^}]*)}");
    }

    private static Map<String, String> named(String file, String pattern) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (MatchResult match : Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .toList()) {
            values.put(match.group(1), match.group(2) == null ? "" : match.group(2));
        }
        assertThat(values).isNotEmpty();
        return values;
    }
}
