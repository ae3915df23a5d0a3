package bot.conversational.adapters.local;

import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.session.login.LogInLimits;
import bot.conversational.domain.user.EmailAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failed log-ins in this process. Serialised: an attempt takes far longer than counting it. Never fails. */
public final class LocalFailedLogIns implements FailedLogIns.Own {

    private static final long MAX_COUNTS = 200_000;

    private record Count(int failed, Instant until) {}

    private final LogInLimits limits;
    private final NodeCount nodes;
    private final InstantSource clock;
    private final Cache<String, Count> accounts;
    private final Cache<ClientAddress, Count> addresses;

    public LocalFailedLogIns(LogInLimits limits, NodeCount nodes, InstantSource clock) {
        this.limits = limits;
        this.nodes = nodes;
        this.clock = clock;
        this.accounts = counts(limits.account());
        this.addresses = counts(limits.address());
    }

    @Override
    public synchronized Optional<Duration> count(EmailAddress account, ClientAddress address) {
        Duration accountWait = wait(accounts, account.key(), limits.account());
        Duration addressWait = wait(addresses, address, limits.address());
        Duration wait = accountWait.compareTo(addressWait) > 0 ? accountWait : addressWait;
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        add(accounts, account.key(), limits.account());
        add(addresses, address, limits.address());
        return Optional.empty();
    }

    @Override
    public synchronized void takeBack(EmailAddress account, ClientAddress address) {
        subtract(accounts, account.key());
        subtract(addresses, address);
    }

    private static <K> Cache<K, Count> counts(FailureLimit limit) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_COUNTS)
                .expireAfterWrite(limit.window())
                .build();
    }

    /** The count while its window lasts. */
    private <K> Optional<Count> known(Cache<K, Count> counts, K key) {
        @Nullable Count count = counts.getIfPresent(key);
        return Optional.ofNullable(count).filter(it -> clock.instant().isBefore(it.until()));
    }

    private <K> Duration wait(Cache<K, Count> counts, K key, FailureLimit limit) {
        return known(counts, key)
                .filter(count -> count.failed() >= LimitPolicy.LOG_IN.alone(limit.failures(), nodes.live()))
                .map(count -> Duration.between(clock.instant(), count.until()))
                .orElse(Duration.ZERO);
    }

    private <K> void add(Cache<K, Count> counts, K key, FailureLimit limit) {
        Count before =
                known(counts, key).orElseGet(() -> new Count(0, clock.instant().plus(limit.window())));
        counts.put(key, new Count(before.failed() + 1, before.until()));
    }

    private <K> void subtract(Cache<K, Count> counts, K key) {
        known(counts, key)
                .filter(count -> count.failed() > 0)
                .ifPresent(count -> counts.put(key, new Count(count.failed() - 1, count.until())));
    }
}
