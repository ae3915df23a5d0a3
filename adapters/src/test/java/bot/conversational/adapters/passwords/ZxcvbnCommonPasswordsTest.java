package bot.conversational.adapters.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.user.CommonPasswords;
import bot.conversational.domain.user.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnCommonPasswordsTest {

    private final CommonPasswords common = new ZxcvbnCommonPasswords();

    @ParameterizedTest
    @ValueSource(strings = {"password", "PassWord", "12345678", "qwertyuiop", "iloveyou", "letmein1"})
    void commonOneShouldBeKnownInAnyCase(String password) {
        assertThat(common.contains(new Password(password))).isTrue();
    }

    @Test
    void otherShouldNotBeKnown() {
        assertThat(common.contains(new Password("correct horse battery staple")))
                .isFalse();
        assertThat(common.contains(new Password("k3Jq-wT9z"))).isFalse();
    }
}
