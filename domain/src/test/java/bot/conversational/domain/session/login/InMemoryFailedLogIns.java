package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Failed log-ins for tests, with a switch to take them away. */
public final class InMemoryFailedLogIns implements FailedLogIns.Shared, FailedLogIns.Own {

    private final LogInLimits limits;
    private final InstantSource clock;
    private final Map<Object, Deque<Instant>> counted = new HashMap<>();
    private boolean away;

    public InMemoryFailedLogIns(LogInLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    @Override
    public synchronized Optional<Duration> count(EmailAddress account, ClientAddress address) {
        Duration one = wait(account.key(), limits.account());
        Duration other = wait(address, limits.address());
        if (one.isPositive() || other.isPositive()) {
            return Optional.of(one.compareTo(other) > 0 ? one : other);
        }
        times(account.key()).add(clock.instant());
        times(address).add(clock.instant());
        return Optional.empty();
    }

    @Override
    public synchronized void takeBack(EmailAddress account, ClientAddress address) {
        times(account.key()).pollLast();
        times(address).pollLast();
    }

    private Duration wait(Object key, FailureLimit limit) {
        Deque<Instant> times = times(key);
        Instant first = times.isEmpty() ? Instant.MIN : times.getFirst();
        if (first.isBefore(clock.instant().minus(limit.window()))) {
            times.clear();
        }
        return times.size() < limit.failures()
                ? Duration.ZERO
                : Duration.between(clock.instant(), times.getFirst().plus(limit.window()));
    }

    private Deque<Instant> times(Object key) {
        if (away) {
            throw new DomainException.Unavailable("The counts are away.", null);
        }
        return counted.computeIfAbsent(key, unknown -> new ArrayDeque<>());
    }
}
