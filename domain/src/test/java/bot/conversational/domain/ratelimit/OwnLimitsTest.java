package bot.conversational.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.ratelimit.ChangedLimits.Change;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnLimitsTest {

    private static final RateLimit CHAT = new RateLimit(LimitPolicy.CHAT, 60, 10);
    private static final RateLimit API = new RateLimit(LimitPolicy.API, 600, 100);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId ADA = new UserId(new UUID(0, 1));

    private final List<Change> stored = new ArrayList<>();
    private final OwnLimits own = new OwnLimits((from, behind, limit) -> stored.stream()
            .filter(change -> change.at().isAfter(from)
                    || change.at().equals(from)
                            && behind.map(id -> change.user().toString().compareTo(id.toString()) > 0)
                                    .orElse(true))
            .sorted(Comparator.comparing(Change::at)
                    .thenComparing(change -> change.user().toString()))
            .limit(limit)
            .toList());

    private static UserLimits perMinute(int calls) {
        return new UserLimits(Optional.of(calls), Optional.empty());
    }

    @Test
    void ownLimitShouldTakeThePlaceOfTheUsualOne() {
        assertThat(own.of(ADA, CHAT)).isSameAs(CHAT);
        stored.add(new Change(ADA, new UserLimits(Optional.of(3), Optional.of(500L)), NOON));
        own.refresh();

        assertThat(own.of(ADA, CHAT)).isEqualTo(new RateLimit(LimitPolicy.CHAT, 3, 3));
        assertThat(own.of(ADA, API)).isSameAs(API);
        assertThat(own.tokensPerDay(ADA, 100)).isEqualTo(500);
        UserId other = new UserId(new UUID(0, 2));
        assertThat(own.of(other, CHAT)).isSameAs(CHAT);
        assertThat(own.tokensPerDay(other, 100)).isEqualTo(100);
    }

    @Test
    void higherLimitShouldHaveTheUsualBurst() {
        stored.add(new Change(ADA, perMinute(600), NOON));
        own.refresh();

        assertThat(own.of(ADA, CHAT)).isEqualTo(new RateLimit(LimitPolicy.CHAT, 600, 10));
        assertThat(own.tokensPerDay(ADA, 100)).isEqualTo(100);
    }

    @Test
    void limitThatIsTakenAwayShouldBeGone() {
        stored.add(new Change(ADA, perMinute(3), NOON));
        own.refresh();
        stored.clear();
        stored.add(new Change(ADA, UserLimits.NONE, NOON.plusSeconds(1)));
        own.refresh();

        assertThat(own.of(ADA, CHAT)).isSameAs(CHAT);
    }

    /** A transaction that began earlier may be seen later. */
    @Test
    void changeThatBecomesVisibleLateShouldNotBeMissed() {
        stored.add(new Change(new UserId(new UUID(0, 2)), perMinute(5), NOON.plusSeconds(30)));
        own.refresh();
        stored.add(new Change(ADA, perMinute(3), NOON));
        own.refresh();

        assertThat(own.of(ADA, CHAT).perMinute()).isEqualTo(3);
    }

    @Test
    void allPagesShouldBeRead() {
        for (int i = 0; i < 2_500; i++) {
            stored.add(new Change(new UserId(new UUID(1, i)), perMinute(7), NOON.plusSeconds(i / 1_200)));
        }
        own.refresh();

        assertThat(stored).allMatch(change -> own.of(change.user(), CHAT).perMinute() == 7);
    }
}
