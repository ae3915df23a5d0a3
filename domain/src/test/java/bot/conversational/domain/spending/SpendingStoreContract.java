package bot.conversational.domain.spending;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SpendingStore} does. */
public interface SpendingStoreContract {

    /** Long ago, so that nobody else spends anything then. */
    Instant NOON = Instant.parse("2001-05-06T12:00:00Z");

    SpendingStore spending();

    /** One that is known. */
    UserId someUser();

    @Test
    default void costsShouldBeSummedUpByInterval() {
        UserId ada = someUser();
        spending().add(ada, NOON, "USD", 5);
        spending().add(ada, NOON.plusSeconds(60), "USD", 7);
        spending().add(ada, NOON.plus(Duration.ofMinutes(59)), "USD", 11);
        spending().add(ada, NOON.plus(Duration.ofHours(2)), "USD", 13);
        spending().add(ada, NOON, "EUR", 1_000);
        spending().add(someUser(), NOON, "USD", 1_000);
        List<Instant> hours = List.of(NOON, NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)));
        Instant end = NOON.plus(Duration.ofHours(3));

        assertThat(spending().sums(Optional.of(ada), "USD", NOON, end, hours)).containsExactly(23L, 0L, 13L);
        assertThat(spending().sums(Optional.of(ada), "USD", NOON.plusSeconds(899), end, hours))
                .containsExactly(23L, 0L, 13L);
        assertThat(spending().sums(Optional.of(ada), "USD", NOON.plusSeconds(900), end, hours))
                .containsExactly(11L, 0L, 13L);
        assertThat(spending().sums(Optional.of(ada), "USD", NOON, hours.get(2), hours))
                .containsExactly(23L, 0L, 0L);
        assertThat(spending().sums(Optional.of(ada), "EUR", NOON, end, hours)).containsExactly(1_000L, 0L, 0L);
        assertThat(spending().sums(Optional.of(ada), "USD", NOON, end, List.of()))
                .isEmpty();
    }

    @Test
    default void costsOfEverybodyShouldBeThoseOfAll() {
        Instant then = NOON.minus(Duration.ofDays(300));
        Instant end = then.plus(Duration.ofDays(1));
        spending().add(someUser(), then, "USD", 5);
        spending().add(someUser(), then.plusSeconds(1), "USD", 6);

        assertThat(spending().sums(Optional.empty(), "USD", then, end, List.of(then)))
                .containsExactly(11L);
    }
}
