package bot.conversational.application.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anybody is asked: the admission behind it is not there. */
class CallAdmissionTest {

    private final OnBehalfOf onBehalf = new OnBehalfOf(List.of("X-User", "body:user", "body:safety_identifier"));

    @SuppressWarnings("NullAway") // see above
    private final CallAdmission admission = new CallAdmission(
            null,
            new RateLimit(LimitPolicy.CHAT, 60, 10),
            new OwnLimits((from, behind, limit) -> List.of()),
            onBehalf,
            new UserCalls(1),
            new AccessCounts());

    private void assertRefused(List<String> authorization) {
        assertThatThrownBy(() -> admission.admit(
                        name -> name.equals("Authorization") ? authorization : List.of(),
                        () -> new ClientAddress("192.0.2.1"),
                        (name, value) -> {}))
                .as("%s", authorization)
                .isInstanceOf(DomainException.Unauthenticated.class);
    }

    @Test
    void tenThousandHostileKeysShouldReachNobody() {
        Random random = new Random(42);
        String key = ApiKeyToken.issue(new SecureRandom()).value();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(key);
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                // Behind the mark: without it, it is no key but a session's token, which has no checksum.
                int at = 3 + random.nextInt(text.length() - 3);
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x3000));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, (char) (' ' + random.nextInt(95)));
                    default -> text.setCharAt(at, (char) ('0' + random.nextInt(75)));
                }
            }
            if (!text.toString().strip().equals(key)) {
                assertRefused(List.of("Bearer " + text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer cb_", "bearer cb_1", "Bearer x.y"})
    void otherHeadersShouldReachNobody(String authorization) {
        assertRefused(List.of(authorization));
    }

    @Test
    void callShouldShowOneCredential() {
        String key = "Bearer " + ApiKeyToken.issue(new SecureRandom()).value();
        assertRefused(List.of());
        assertRefused(List.of(key, key));
    }

    @Test
    void firstPlaceThatNamesAUserShouldCount() {
        Map<String, List<String>> both = Map.of("X-On-Behalf-Of", List.of("ada"), "X-User", List.of("grace"));
        assertThat(onBehalf.in((HeaderValues) name -> both.getOrDefault(name, List.of())))
                .contains("ada");
        Map<String, List<String>> second = Map.of("X-User", List.of("grace"));
        assertThat(onBehalf.in((HeaderValues) name -> second.getOrDefault(name, List.of())))
                .contains("grace");
        assertThat(onBehalf.in((HeaderValues) name -> List.of())).isEmpty();
        Map<String, String> body = Map.of("user", "ada", "safety_identifier", "grace");
        assertThat(onBehalf.in((BodyField) name -> Optional.ofNullable(body.get(name))))
                .contains("ada");
    }

    @Test
    void headerThatIsThereTwiceShouldBeRefused() {
        assertThatThrownBy(() ->
                        onBehalf.in((HeaderValues) name -> name.equals("X-User") ? List.of("ada", "grace") : List.of()))
                .isInstanceOf(DomainException.Malformed.class);
    }
}
