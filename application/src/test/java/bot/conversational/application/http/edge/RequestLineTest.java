package bot.conversational.application.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

    /** Whoever reads the log must not be able to use what somebody was given. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/invitations/AAAA.BBBB, /api/v1/invitations/-",
        "/api/v1/Invitations/AAAA/BBBB, /api/v1/Invitations/-",
        "/api/v1/conversations/a/messages, /api/v1/conversations/a/messages"
    })
    void tokenInAPathShouldNotBeLogged(String path, String logged) {
        assertThat(RequestLine.logged(path)).isEqualTo(logged);
    }
}
