package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.analytics.ApiUsageStore;
import bot.conversational.domain.analytics.ApiUsageStoreContract;
import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JdbiApiUsageStoreIT implements ApiUsageStoreContract {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final ApiUsageStore usage = new JdbiApiUsageStore(DATABASE.jdbi());

    @Override
    public ApiUsageStore usage() {
        return usage;
    }

    @Override
    public UserId someUser() {
        return StoreSamples.newUser(DATABASE.stores());
    }

    @Test
    void userWhoIsGoneShouldHaveNoneAndCostOthersNothing() {
        UserId gone = new UserId(UUID.randomUUID());
        UserId ada = someUser();
        ApiFigures figures = new ApiFigures(1, 2, 3, 0);
        usage.add(NOON, List.of(new ApiUsageStore.Use(gone, "m", figures), new ApiUsageStore.Use(ada, "m", figures)));

        UsageQuery query =
                new UsageQuery(NOON, NOON.plus(Duration.ofHours(1)), UsageQuery.Interval.HOUR, ZoneOffset.UTC);
        assertThat(usage.sums(Optional.of(gone), query, List.of(NOON))).containsExactly(ApiFigures.NONE);
        assertThat(usage.sums(Optional.of(ada), query, List.of(NOON))).containsExactly(figures);
    }
}
