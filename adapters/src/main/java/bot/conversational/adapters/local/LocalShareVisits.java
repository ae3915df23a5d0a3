package bot.conversational.adapters.local;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.sharing.ShareVisits;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Readings of shares in this process. See {@link bot.conversational.domain.ratelimit.LimitPolicy#SHARED}. */
public final class LocalShareVisits implements ShareVisits.Own {

    private static final long MAX_COUNTS = 200_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Count(int visits, Instant until) {}

    private final Cache<ClientAddress, Count> counts = Caffeine.newBuilder()
            .maximumSize(MAX_COUNTS)
            .expireAfterWrite(MINUTE)
            .build();

    private final int perMinute;
    private final InstantSource clock;

    /** @param perMinute from one address; 0 is no limit */
    public LocalShareVisits(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** One visit more than the limit is noted, which is the one that is refused. */
    @Override
    public Optional<Duration> count(ClientAddress address) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Count count = Objects.requireNonNull(counts.asMap()
                .compute(
                        address,
                        (same, known) -> known == null || !now.isBefore(known.until())
                                ? new Count(1, now.plus(MINUTE))
                                : new Count(Math.min(known.visits(), perMinute) + 1, known.until())));
        return count.visits() > perMinute ? Optional.of(Duration.between(now, count.until())) : Optional.empty();
    }
}
