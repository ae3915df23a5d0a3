package bot.conversational.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {

    private static final UserId USER = new UserId(UUID.fromString("0190f3a1-7b5e-7c3d-8f2e-000000000001"));
    private final SessionToken token = SessionToken.issue(USER, new SecureRandom());

    @Test
    void parseShouldFindTheUserInATokenThatWasIssued() {
        assertThat(SessionToken.parse(token.value())).contains(token);
        assertThat(SessionToken.parse(token.value()).map(SessionToken::user)).contains(USER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "token", "AZDzoXtefD2PLgAAAAAAAQ", "AZDzoXtefD2PLgAAAAAAAQ.short", "{}:*", "a b.c"})
    void parseShouldBeEmptyWhenNoTokenLooksLikeThat(String text) {
        assertThat(SessionToken.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void parseShouldBeEmptyWhenSomethingSurroundsTheToken() {
        assertThat(SessionToken.parse(" " + token.value())).isEmpty();
        assertThat(SessionToken.parse(token.value() + "\n")).isEmpty();
        assertThat(SessionToken.parse(token.value() + "A")).isEmpty();
    }

    @Test
    void issueShouldNeverMakeTheSameTokenTwice() {
        assertThat(SessionToken.issue(USER, new SecureRandom())).isNotEqualTo(token);
    }

    @Test
    void digestShouldDependOnTheWholeTokenAndHideIt() {
        String other = token.value().substring(0, token.value().length() - 1)
                + (token.value().endsWith("A") ? "B" : "A");
        assertThat(token.digest()).hasSize(43).isNotEqualTo(new SessionToken(USER, other).digest());
        assertThat(token.value()).doesNotContain(token.digest());
    }

    @Test
    void toStringShouldNotTellTheSecret() {
        assertThat(token.toString()).doesNotContain(token.value().substring(23));
    }
}
