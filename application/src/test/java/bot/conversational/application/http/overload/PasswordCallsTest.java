package bot.conversational.application.http.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordCallsTest {

    private static final ClientAddress HERE = new ClientAddress("192.0.2.1");
    private static final ClientAddress THERE = new ClientAddress("192.0.2.2");
    private static final ClientAddress PROXY = new ClientAddress("10.0.0.1", true);

    private final PasswordCalls calls = new PasswordCalls();

    /** As many calls of an address at once, the last of which does something. */
    private void atOnce(ClientAddress address, int times, Runnable inner) {
        calls.limited(address, () -> {
            if (times == 1) {
                inner.run();
            } else {
                atOnce(address, times - 1, inner);
            }
            return true;
        });
    }

    @Test
    void addressShouldNotTakeThePlacesOfOthers() {
        Set<Duration> waits = new HashSet<>();
        atOnce(HERE, 6, () -> {
            for (int i = 0; i < 100; i++) {
                DomainException.LimitExceeded refused = catchThrowableOfType(
                        DomainException.LimitExceeded.class, () -> calls.limited(HERE, () -> "hashed"));
                waits.add(refused.retryAfter());
            }
            assertThat(calls.limited(THERE, () -> "hashed")).isEqualTo("hashed");
        });
        assertThat(waits).as("not all come back together").hasSizeGreaterThan(1);
        assertThat(calls.limited(HERE, () -> "hashed")).isEqualTo("hashed");
    }

    @Test
    void proxyShouldHaveNoLimitOfItsOwn() {
        atOnce(PROXY, 20, () -> assertThat(calls.limited(PROXY, () -> "hashed")).isEqualTo("hashed"));
    }
}
