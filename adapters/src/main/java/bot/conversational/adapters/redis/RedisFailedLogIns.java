package bot.conversational.adapters.redis;

import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Counted;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Refused;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Failed log-ins in Redis, for all nodes together. Each method is one round trip to a single server. */
public final class RedisFailedLogIns implements FailedLogIns.Shared {

    private static final LuaScript TAKE_BACK = LuaScript.named("take_back_log_in");

    private final Redis redis;

    public RedisFailedLogIns(Redis redis) {
        this.redis = redis;
    }

    /**
     * On a cluster the counts lie on several masters, so there is a script for each, and what is refused by one is taken
     * back from the others. Meanwhile parallel attempts find too much counted, never too little.
     */
    @Override
    public Counting count(List<FailureCount> counts) {
        List<FailureCount> counted = new ArrayList<>();
        List<Long> windows = new ArrayList<>();
        Duration wait = Duration.ZERO;
        boolean complete = false;
        try {
            for (List<FailureCount> together : redis.inOneScript(counts, RedisKeys::failedLogIns)) {
                switch (redis.run(LuaScript.COUNT_ATTEMPT, keys(together), limits(together))) {
                    case Long millis -> wait = longer(wait, Duration.ofMillis(millis));
                    case List<?> ends -> {
                        counted.addAll(together);
                        ends.forEach(end -> windows.add((Long) end));
                    }
                    case null, default -> throw new DomainException.Broken("Redis returned an unknown count.", null);
                }
            }
            complete = wait.isZero();
        } finally {
            if (!complete && !counted.isEmpty()) {
                giveBack(new Counted(counted, windows));
            }
        }
        return complete ? new Counted(counted, windows) : new Refused(wait);
    }

    private void giveBack(Counted attempt) {
        try {
            takeBack(attempt);
        } catch (DomainException.Unavailable away) {
            // One more counts than was tried, until the window is over.
            return;
        }
    }

    @Override
    public void takeBack(Counted attempt) {
        List<Integer> all = IntStream.range(0, attempt.counts().size()).boxed().toList();
        for (List<Integer> together : redis.inOneScript(
                all, i -> RedisKeys.failedLogIns(attempt.counts().get(i)))) {
            List<String> keys =
                    keys(together.stream().map(attempt.counts()::get).toList());
            List<String> windows = together.stream()
                    .map(i -> String.valueOf(attempt.windows().get(i)))
                    .toList();
            redis.run(TAKE_BACK, keys, windows);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static List<String> keys(List<FailureCount> counts) {
        return counts.stream().map(RedisKeys::failedLogIns).toList();
    }

    private static List<String> limits(List<FailureCount> counts) {
        return counts.stream()
                .map(FailureCount::limit)
                .flatMap(limit -> Stream.of(
                        Integer.toString(limit.failures()),
                        Long.toString(limit.window().toMillis())))
                .toList();
    }
}
