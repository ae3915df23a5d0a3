package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailureLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Unknown tokens for tests: none is forgotten by itself. */
public final class InMemoryUnknownTokens implements UnknownTokens {

    private final FailureLimit limit;
    private final InstantSource clock;
    private final Set<String> digests = new HashSet<>();
    private final Map<ClientAddress, List<Instant>> times = new HashMap<>();

    public InMemoryUnknownTokens(FailureLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public synchronized boolean contains(String digest) {
        return digests.contains(digest);
    }

    @Override
    public synchronized Optional<Duration> refused(ClientAddress from) {
        List<Instant> known = times.getOrDefault(from, List.of());
        return known.size() < limit.failures()
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), known.getFirst().plus(limit.window())))
                        .filter(Duration::isPositive);
    }

    @Override
    public synchronized void remember(String digest, ClientAddress from) {
        digests.add(digest);
        times.computeIfAbsent(from, first -> new ArrayList<>()).add(clock.instant());
    }
}
