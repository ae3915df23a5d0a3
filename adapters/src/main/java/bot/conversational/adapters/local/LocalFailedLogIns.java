package bot.conversational.adapters.local;

import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Counted;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Refused;
import bot.conversational.domain.session.login.FailureCount;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failed log-ins in this process. Serialised: an attempt takes far longer than counting it. Never fails. */
public final class LocalFailedLogIns implements FailedLogIns.Own {

    private static final long MAX_COUNTS = 400_000;

    private record Failed(int attempts, long until) {}

    private final NodeCount nodes;
    private final InstantSource clock;
    private final Cache<FailureCount, Failed> failures = Caffeine.newBuilder()
            .maximumSize(MAX_COUNTS)
            .expireAfter(Expiry.<FailureCount, Failed>writing(
                    (count, failed) -> count.limit().window()))
            .build();

    public LocalFailedLogIns(NodeCount nodes, InstantSource clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public synchronized Counting count(List<FailureCount> counts) {
        Duration wait = counts.stream().map(this::wait).reduce(Duration.ZERO, LocalFailedLogIns::longer);
        return wait.isPositive()
                ? new Refused(wait)
                : new Counted(counts, counts.stream().map(this::add).toList());
    }

    @Override
    public synchronized void takeBack(Counted attempt) {
        for (int i = 0; i < attempt.counts().size(); i++) {
            FailureCount count = attempt.counts().get(i);
            long window = attempt.windows().get(i);
            known(count)
                    .filter(failed -> failed.until() == window && failed.attempts() > 0)
                    .ifPresent(failed -> failures.put(count, new Failed(failed.attempts() - 1, window)));
        }
    }

    /** The count while its window lasts. */
    private Optional<Failed> known(FailureCount count) {
        @Nullable Failed failed = failures.getIfPresent(count);
        return Optional.ofNullable(failed).filter(it -> clock.millis() < it.until());
    }

    private Duration wait(FailureCount count) {
        int allowed = LimitPolicy.LOG_IN.alone(count.limit().failures(), nodes.live());
        return known(count)
                .filter(failed -> failed.attempts() >= allowed)
                .map(failed -> Duration.between(clock.instant(), Instant.ofEpochMilli(failed.until())))
                .orElse(Duration.ZERO);
    }

    private long add(FailureCount count) {
        Failed before = known(count)
                .orElseGet(() -> new Failed(
                        0, clock.instant().plus(count.limit().window()).toEpochMilli()));
        failures.put(count, new Failed(before.attempts() + 1, before.until()));
        return before.until();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
