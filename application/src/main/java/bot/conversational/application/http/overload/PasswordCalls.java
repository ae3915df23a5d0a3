package bot.conversational.application.http.overload;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The calls of one address that have passwords hashed, which take places that all callers share. As many as are hashed
 * at once may run, and two more wait, so that others find room to wait, too.
 */
public final class PasswordCalls {

    private static final int AT_ONCE = 6;
    private static final int RETRY_AFTER_MILLIS = 1_000;

    private final Map<ClientAddress, Integer> running = new ConcurrentHashMap<>();

    /**
     * Serves a call.
     *
     * @throws DomainException.LimitExceeded when the address has too many under way, unless it is a proxy of ours. When
     *     to try again is not the same for all, so that they do not come back together
     */
    public <T> T limited(ClientAddress address, Supplier<T> call) {
        try {
            if (running.merge(address, 1, Integer::sum) > AT_ONCE && !address.isProxy()) {
                int more = ThreadLocalRandom.current().nextInt(2 * RETRY_AFTER_MILLIS);
                throw new DomainException.LimitExceeded(
                        "Too many log-ins from this address are in progress.",
                        Duration.ofMillis(RETRY_AFTER_MILLIS + more));
            }
            return call.get();
        } finally {
            running.computeIfPresent(address, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        }
    }
}
