package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.spending.SpendingStore;
import bot.conversational.domain.spending.SpendingStoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JdbiSpendingStoreIT implements SpendingStoreContract {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SpendingStore spending = new JdbiSpendingStore(DATABASE.jdbi());

    @Override
    public SpendingStore spending() {
        return spending;
    }

    @Override
    public UserId someUser() {
        return StoreSamples.newUser(DATABASE.stores());
    }

    @Test
    void userWhoIsGoneShouldHaveNoCosts() {
        UserId gone = new UserId(UUID.randomUUID());
        spending.add(gone, NOON, "USD", 5);

        assertThat(spending.sums(Optional.of(gone), "USD", NOON, NOON.plus(Duration.ofDays(1)), List.of(NOON)))
                .containsExactly(0L);
    }
}
