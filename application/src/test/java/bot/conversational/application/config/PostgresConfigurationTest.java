package bot.conversational.application.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
        assertThat(configuration(hosts, "").url())
                .isEqualTo("jdbc:postgresql://" + addresses + "/db?targetServerType=primary&sslmode=prefer");
    }

    @Test
    void replicaUrlShouldLeadToAStandby() {
        assertThat(configuration("h1,h2", "").hasReplica()).isFalse();
        PostgresConfiguration replicated = configuration("h1,h2", "r1, r2:1");
        assertThat(replicated.hasReplica()).isTrue();
        assertThat(replicated.replicaUrl())
                .isEqualTo("jdbc:postgresql://r1:5433,r2:1/db?targetServerType=secondary&sslmode=prefer");
    }

    private static PostgresConfiguration configuration(String hosts, String replicaHosts) {
        Secret secret = new Secret("");
        return new PostgresConfiguration(
                "one", 5433, hosts, replicaHosts, "db", "user", secret, "prefer", "", "", secret, 4);
    }
}
