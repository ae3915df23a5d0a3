package bot.conversational.domain.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.analytics.ApiUsageStore.Use;
import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ApiUsageStore} does. */
public interface ApiUsageStoreContract {

    /** Long ago, so that nobody else asks anything then. */
    Instant NOON = Instant.parse("2001-05-06T12:00:00Z");

    ApiUsageStore usage();

    /** One that is known. */
    UserId someUser();

    private static UsageQuery hours(Instant from, int hours) {
        return new UsageQuery(from, from.plus(Duration.ofHours(hours)), UsageQuery.Interval.HOUR, ZoneOffset.UTC);
    }

    @Test
    default void figuresShouldBeSummedUpByIntervalAndModel() {
        UserId ada = someUser();
        UserId bob = someUser();
        usage().add(
                        NOON,
                        List.of(
                                new Use(ada, "a", new ApiFigures(1, 10, 5, 0)),
                                new Use(ada, "b", new ApiFigures(2, 20, 6, 1)),
                                new Use(bob, "a", new ApiFigures(100, 100, 100, 100))));
        usage().add(NOON.plusSeconds(60), List.of(new Use(ada, "a", new ApiFigures(1, 1, 1, 0))));
        usage().add(NOON.plus(Duration.ofHours(2)), List.of(new Use(ada, "a", new ApiFigures(1, 2, 3, 0))));
        UsageQuery query = hours(NOON, 3);
        List<Instant> starts = List.of(NOON, NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)));

        assertThat(usage().sums(Optional.of(ada), query, starts))
                .containsExactly(new ApiFigures(4, 31, 12, 1), ApiFigures.NONE, new ApiFigures(1, 2, 3, 0));
        assertThat(usage().models(Optional.of(ada), query))
                .containsExactlyInAnyOrder(new ModelUse("a", 3), new ModelUse("b", 2));
        assertThat(usage().sums(Optional.of(ada), query, List.of())).isEmpty();
    }

    @Test
    default void figuresOfEverybodyShouldBeThoseOfAll() {
        Instant then = NOON.minus(Duration.ofDays(300));
        usage().add(then, List.of(new Use(someUser(), "a", new ApiFigures(1, 2, 3, 0))));
        usage().add(then, List.of(new Use(someUser(), "a", new ApiFigures(1, 2, 3, 1))));

        assertThat(usage().sums(Optional.empty(), hours(then, 1), List.of(then)))
                .containsExactly(new ApiFigures(2, 4, 6, 1));
        assertThat(usage().models(Optional.empty(), hours(then, 1))).containsExactly(new ModelUse("a", 2));
    }
}
