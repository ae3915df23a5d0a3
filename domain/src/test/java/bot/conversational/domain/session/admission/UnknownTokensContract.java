package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailureLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link UnknownTokens} keeps. */
public interface UnknownTokensContract {

    ClientAddress HERE = new ClientAddress("192.0.2.1");
    ClientAddress THERE = new ClientAddress("192.0.2.2");

    UnknownTokens unknown(FailureLimit limit);

    @Test
    default void containsShouldKnowWhatWasRememberedOnly() {
        UnknownTokens unknown = unknown(new FailureLimit(1, Duration.ofMinutes(1)));
        unknown.remember("digest", HERE);
        assertThat(unknown.contains("digest")).isTrue();
        assertThat(unknown.contains("another")).isFalse();
    }

    @Test
    default void addressShouldBeRefusedWhenItsLimitIsUsedUpAndNoOther() {
        UnknownTokens unknown = unknown(new FailureLimit(2, Duration.ofMinutes(1)));
        unknown.remember("one", HERE);
        assertThat(unknown.refused(HERE)).isEmpty();
        unknown.remember("two", HERE);
        assertThat(unknown.refused(HERE))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1)));
        assertThat(unknown.refused(THERE)).isEmpty();
    }

    @Test
    default void addressShouldBeServedAgainWhenTheWindowIsOver() {
        UnknownTokens unknown = unknown(new FailureLimit(1, Duration.ofMillis(300)));
        unknown.remember("one", HERE);
        await().atMost(Duration.ofSeconds(30)).until(() -> unknown.refused(HERE).isEmpty());
    }
}
