package bot.conversational.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTest {

    @Test
    void issuedKeyShouldBeReadAgainAndNeverBeIssuedTwice() {
        Set<String> issued = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            ApiKeyToken key = ApiKeyToken.issue(random);
            assertThat(key.value()).matches("cb_[0-9A-Za-z]{43}");
            assertThat(ApiKeyToken.parse(key.value())).contains(key);
            assertThat(key.prefix()).hasSize(8).startsWith("cb_");
            assertThat(key.digest()).hasSize(43).doesNotContain(key.value());
            issued.add(key.value());
        }
        assertThat(issued).hasSize(1_000);
    }

    /** One that others have worked out: whoever writes a scanner of secrets can check theirs by it. */
    @Test
    void checksumShouldStayAsItIs() {
        assertThat(ApiKeyToken.issue(new Random(1) {
                            @Override
                            public int nextInt(int bound) {
                                return 0;
                            }
                        })
                        .value())
                .isEqualTo("cb_" + "0".repeat(37) + "4EM5CS");
    }

    @Test
    void anyOtherCharacterShouldBreakTheChecksum() {
        String key = ApiKeyToken.issue(new SecureRandom()).value();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKeyToken.parse(key.substring(0, i) + other + key.substring(i + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cb_", "cb_\u0660", "CB_000000000000000000000000000000000000000000000", "cb_ 1"})
    void otherTextsShouldBeNoKeys(String text) {
        assertThat(ApiKeyToken.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void keyShouldNotPrintItself() {
        ApiKeyToken key = ApiKeyToken.issue(new SecureRandom());
        assertThat(key.toString()).doesNotContain(key.value().substring(3, 10));
    }
}
