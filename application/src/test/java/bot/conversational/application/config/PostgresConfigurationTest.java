package bot.conversational.application.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresConfigurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | one:5433
            h1                | h1:5433
            h1:1,h2           | h1:1,h2:5433
            h1, h2:65535      | h1:5433,h2:65535
            [::1]:2,[fe80::2] | [::1]:2,[fe80::2]:5433
            """)
    void urlShouldNameEveryHostWithItsPort(String hosts, String addresses) {
        assertThat(configuration(hosts).url())
                .isEqualTo("jdbc:postgresql://" + addresses + "/db?targetServerType=primary&sslmode=prefer");
    }

    private static PostgresConfiguration configuration(String hosts) {
        Secret secret = new Secret("");
        return new PostgresConfiguration("one", 5433, hosts, "db", "user", secret, "prefer", "", "", secret, 4);
    }
}
