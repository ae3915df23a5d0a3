package bot.conversational.adapters.local;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.admission.UnknownTokens;
import bot.conversational.domain.session.login.FailureLimit;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unknown tokens in this process. */
public final class LocalUnknownTokens implements UnknownTokens {

    private static final long MAX_ENTRIES = 100_000;

    /** Seconds do: a client with an ended session that calls on and on. */
    private static final Duration LIFE = Duration.ofSeconds(10);

    private record Window(int tokens, Instant until) {}

    private final FailureLimit limit;
    private final InstantSource clock;
    private final Cache<String, Boolean> digests = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(LIFE)
            .build();
    private final Cache<ClientAddress, Window> windows;

    /** @param limit of unknown tokens from one address */
    public LocalUnknownTokens(FailureLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(limit.window())
                .build();
    }

    @Override
    public boolean contains(String digest) {
        return digests.getIfPresent(digest) != null;
    }

    @Override
    public Optional<Duration> refused(ClientAddress from) {
        @Nullable Window window = windows.getIfPresent(from);
        return Optional.ofNullable(window)
                .filter(known -> known.tokens() >= limit.failures())
                .map(known -> Duration.between(clock.instant(), known.until()))
                .filter(Duration::isPositive);
    }

    @Override
    public void remember(String digest, ClientAddress from) {
        digests.put(digest, true);
        windows.asMap().merge(from, new Window(1, clock.instant().plus(limit.window())), this::plusOne);
    }

    private Window plusOne(Window known, Window fresh) {
        return clock.instant().isBefore(known.until()) ? new Window(known.tokens() + 1, known.until()) : fresh;
    }
}
