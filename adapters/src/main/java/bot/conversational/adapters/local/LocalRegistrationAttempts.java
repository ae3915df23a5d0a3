package bot.conversational.adapters.local;

import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.ClientAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Attempts to register in this process. Serialised: an attempt takes far longer than counting it. Never fails. */
public final class LocalRegistrationAttempts implements RegistrationAttempts.Own {

    private static final long MAX_COUNTS = 200_000;

    private record Count(int attempts, Instant until) {}

    private record Window(int limit, Duration length, Cache<ClientAddress, Count> counts) {

        static Window of(int limit, Duration length) {
            return new Window(
                    limit,
                    length,
                    Caffeine.newBuilder()
                            .maximumSize(MAX_COUNTS)
                            .expireAfterWrite(length)
                            .build());
        }

        Count count(ClientAddress address, Instant now) {
            Count known = counts.getIfPresent(address);
            return known != null && now.isBefore(known.until()) ? known : new Count(0, now.plus(length));
        }
    }

    private final List<Window> windows;
    private final NodeCount nodes;
    private final InstantSource clock;

    public LocalRegistrationAttempts(RegistrationLimits limits, NodeCount nodes, InstantSource clock) {
        this.windows = List.of(
                Window.of(limits.perMinute(), Duration.ofMinutes(1)), Window.of(limits.perDay(), Duration.ofDays(1)));
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Duration> count(ClientAddress address) {
        Instant now = clock.instant();
        Optional<Duration> wait = windows.stream()
                .filter(window -> window.limit() > 0)
                .filter(window -> window.count(address, now).attempts()
                        >= LimitPolicy.REGISTER.alone(window.limit(), nodes.live()))
                .map(window -> Duration.between(now, window.count(address, now).until()))
                .max(Duration::compareTo);
        if (wait.isEmpty()) {
            for (Window window : windows) {
                Count before = window.count(address, now);
                window.counts().put(address, new Count(before.attempts() + 1, before.until()));
            }
        }
        return wait;
    }
}
