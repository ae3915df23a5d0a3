package bot.conversational.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InMemoryApiUsageTest implements ApiUsageStoreContract {

    private final ApiUsageStore usage = new InMemoryApiUsage();

    @Override
    public ApiUsageStore usage() {
        return usage;
    }

    @Override
    public UserId someUser() {
        return new UserId(UUID.randomUUID());
    }

    @Test
    void meterShouldStoreSumsAndKeepThemWhileTheStoreIsAway() {
        AtomicBoolean away = new AtomicBoolean(true);
        ApiUsageStore store = new Flaky(usage, away);
        ApiUsageMeter meter = new ApiUsageMeter(store, () -> NOON);
        UserId ada = someUser();
        meter.answered(ada, "a", new TokenUsage(5, 2));
        meter.flush();
        meter.answered(ada, "a", new TokenUsage(5, 2));
        meter.known(ada, "a");
        away.set(false);
        meter.flush();
        meter.flush();

        UsageQuery query =
                new UsageQuery(NOON, NOON.plus(Duration.ofHours(1)), UsageQuery.Interval.HOUR, ZoneOffset.UTC);
        assertThat(usage.sums(Optional.of(ada), query, List.of(NOON))).containsExactly(new ApiFigures(3, 10, 4, 1));
    }

    private record Flaky(ApiUsageStore store, AtomicBoolean away) implements ApiUsageStore {
        @Override
        public void add(Instant at, List<Use> uses) {
            if (away.get()) {
                throw new DomainException.Unavailable("away", null);
            }
            store.add(at, uses);
        }

        @Override
        public List<ApiFigures> sums(Optional<UserId> user, UsageQuery query, List<Instant> starts) {
            return store.sums(user, query, starts);
        }

        @Override
        public List<UsageReport.ModelUse> models(Optional<UserId> user, UsageQuery query) {
            return store.models(user, query);
        }
    }
}
