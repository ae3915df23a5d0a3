package bot.conversational.domain.session.login;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Failed log-ins for tests, with a switch to take them away. */
public final class InMemoryFailedLogIns implements FailedLogIns.Shared, FailedLogIns.Own {

    private record Failed(int attempts, Instant until) {}

    private final InstantSource clock;
    private final Map<FailureCount, Failed> counted = new HashMap<>();
    private boolean away;

    public InMemoryFailedLogIns(InstantSource clock) {
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
    public synchronized Counting count(List<FailureCount> counts) {
        List<Long> windows = new ArrayList<>();
        Duration wait =
                counts.stream().map(this::wait).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            return new Counting.Refused(wait);
        }
        for (FailureCount count : counts) {
            Failed before = failed(count);
            counted.put(count, new Failed(before.attempts() + 1, before.until()));
            windows.add(before.until().toEpochMilli());
        }
        return new Counting.Counted(counts, windows);
    }

    @Override
    public synchronized void takeBack(Counting.Counted attempt) {
        for (int i = 0; i < attempt.counts().size(); i++) {
            Failed failed = failed(attempt.counts().get(i));
            if (failed.until().toEpochMilli() == attempt.windows().get(i)) {
                counted.put(attempt.counts().get(i), new Failed(failed.attempts() - 1, failed.until()));
            }
        }
    }

    private Duration wait(FailureCount count) {
        Failed failed = failed(count);
        return failed.attempts() < count.limit().failures()
                ? Duration.ZERO
                : Duration.between(clock.instant(), failed.until());
    }

    private Failed failed(FailureCount count) {
        if (away) {
            throw new DomainException.Unavailable("The counts are away.", null);
        }
        Failed none = new Failed(0, clock.instant().plus(count.limit().window()));
        Failed known = counted.getOrDefault(count, none);
        return known.until().isAfter(clock.instant()) ? known : none;
    }
}
