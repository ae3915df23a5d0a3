package bot.conversational.domain.chat.generation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TokenBudget} does. */
public interface TokenBudgetContract extends StoreContract {

    private TokenBudget budget() {
        return stores().live().budget();
    }

    @Test
    default void budgetShouldNeverLetMoreThroughThanTheLimit() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        LocalDate day = LocalDate.of(2026, 3, 1);
        List<Boolean> passed = StoreContract.atOnce(8, () -> budget().reserve(user, day, tokens(30), tokens(100)));
        assertThat(Collections.frequency(passed, true)).isEqualTo(3);

        budget().settle(user, day, tokens(-25));
        assertThat(budget().reserve(user, day, tokens(36), tokens(100))).isFalse();
        assertThat(budget().reserve(user, day, tokens(35), tokens(100))).isTrue();
        assertThat(budget().reserve(user, day.plusDays(1), tokens(100), tokens(100)))
                .isTrue();
        assertThat(budget().reserve(StoreSamples.newUser(stores()), day, tokens(101), tokens(100)))
                .isFalse();
        budget().settle(user, day, tokens(-1_000));
        assertThat(budget().reserve(user, day, tokens(100), tokens(100))).isTrue();
    }

    private static Spent tokens(long tokens) {
        return new Spent(tokens, 0);
    }

    @Test
    default void budgetShouldHoldTokensAndCostEachWithinItsLimit() {
        UserId user = StoreSamples.newUser(stores());
        LocalDate day = LocalDate.of(2026, 3, 2);
        assertThat(budget().reserve(user, day, new Spent(10, 70), new Spent(0, 100)))
                .isTrue();
        assertThat(budget().reserve(user, day, new Spent(10, 31), new Spent(0, 100)))
                .isFalse();
        assertThat(budget().reserve(user, day, new Spent(90, 30), new Spent(99, 100)))
                .isFalse();
        assertThat(budget().reserve(user, day, new Spent(90, 30), new Spent(100, 100)))
                .isTrue();
        budget().settle(user, day, new Spent(-50, -20));
        assertThat(budget().reserve(user, day, new Spent(50, 20), new Spent(100, 100)))
                .isTrue();
        assertThat(budget().reserve(user, day, new Spent(1, 0), new Spent(100, 0)))
                .isFalse();
        assertThat(budget().reserve(user, day, new Spent(0, 1), new Spent(0, 100)))
                .isFalse();
        assertThat(budget().reserve(user, day, new Spent(1_000, 1_000), new Spent(0, 0)))
                .isTrue();
    }
}
