package bot.conversational.application.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static HeaderValues headers(Map<String, String> fields) {
        return name -> fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static HeaderValues page(String origin, String host) {
        return headers(Map.of("Origin", origin, "Host", host));
    }

    private static List<String> shown(String method, Map<String, String> fields) {
        return SessionCookie.asToken(method, headers(fields)).of("Authorization");
    }

    @Test
    void cookieShouldBeOutOfReachOfScriptsAndOtherSites() {
        assertThat(SessionCookie.holding("t0", DAY, page("https://chat.example.com", "chat.example.com")))
                .isEqualTo("__Host-session=t0; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"})
    void cookieShouldDoWithoutTlsOnThisMachine(String host) {
        assertThat(SessionCookie.holding("t0", DAY, page("http://" + host, host)))
                .startsWith("session=t0;")
                .contains("HttpOnly")
                .doesNotContain("Secure");
    }

    @Test
    void cookieShouldNotGoOverAnOpenNetwork() {
        assertThatThrownBy(() -> SessionCookie.requireOwnPage(page("http://chat.example.com", "chat.example.com")))
                .isInstanceOf(DomainException.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, chat.example.com",
        "https://chat.example.com.evil.example, chat.example.com",
        "https://chat.example.com:444, chat.example.com",
        "https://chat.example.com@evil.example, chat.example.com",
        "null, chat.example.com",
        "'', chat.example.com",
        "https://[, chat.example.com",
    })
    void pageOfAnotherOriginShouldNotLogIn(String origin, String host) {
        assertThatThrownBy(() -> SessionCookie.requireOwnPage(page(origin, host)))
                .isInstanceOf(DomainException.Forbidden.class);
    }

    @Test
    void readsShouldNeedTheCookieOnly() {
        assertThat(shown("GET", Map.of("Cookie", "a=b; session=t0; c=d"))).containsExactly("Bearer t0");
        assertThat(shown("GET", Map.of("Cookie", "session=t0; __Host-session=t1")))
                .containsExactly("Bearer t1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "post"})
    void otherCallsShouldNeedAnOriginThatMatches(String method) {
        Map<String, String> without = Map.of("Cookie", "session=t0", "Host", "localhost:8080");
        assertThatThrownBy(() -> shown(method, without)).isInstanceOf(DomainException.Forbidden.class);
        Map<String, String> foreign =
                Map.of("Cookie", "session=t0", "Host", "localhost:8080", "Origin", "http://localhost:9090");
        assertThatThrownBy(() -> shown(method, foreign)).isInstanceOf(DomainException.Forbidden.class);
        Map<String, String> own =
                Map.of("Cookie", "session=t0", "Host", "localhost:8080", "Origin", "http://localhost:8080");
        assertThat(shown(method, own)).containsExactly("Bearer t0");
    }

    @Test
    void tokenShouldPrecedeTheCookie() {
        assertThat(shown("POST", Map.of("Cookie", "session=t0", "Authorization", "Bearer t1")))
                .containsExactly("Bearer t1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "session", "session=", "xsession=t0", "Session=t0", "other=session=t0"})
    void otherCookiesShouldBeNone(String cookie) {
        assertThat(shown("GET", Map.of("Cookie", cookie))).isEmpty();
        assertThat(SessionCookie.removing(headers(Map.of("Cookie", cookie)))).isEmpty();
    }

    @Test
    void removalShouldBeOfThoseThatAreThere() {
        assertThat(SessionCookie.removing(headers(Map.of("Cookie", "__Host-session=t0"))))
                .containsExactly("__Host-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
    }
}
