package bot.conversational.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link WrittenPositions} does. */
public interface WrittenPositionsContract {

    LogPosition EARLY = new LogPosition("00000001000000000000ffff");
    LogPosition LATE = new LogPosition("000000010000000100000000");

    /** Of one node; another call gives another node's. */
    WrittenPositions node();

    Outage outage();

    /** Loses everything. */
    void lose();

    @Test
    default void everyNodeShouldKnowThePlace() {
        UserId ada = ChatSamples.user();
        UserId grace = ChatSamples.user();
        UserId reader = ChatSamples.user();
        node().note(Set.of(ada, grace), EARLY);
        assertThat(node().of(ada)).contains(EARLY);
        assertThat(node().of(grace)).contains(EARLY);
        assertThat(node().of(reader)).isEmpty();
    }

    @Test
    default void latestPlaceShouldStay() {
        UserId user = ChatSamples.user();
        WrittenPositions node = node();
        node.note(Set.of(user), LATE);
        node.note(Set.of(user), EARLY);
        assertThat(node.of(user)).contains(LATE);
        node.note(Set.of(user), LogPosition.UNKNOWN);
        node.note(Set.of(user), LATE);
        assertThat(node.of(user)).contains(LogPosition.UNKNOWN);
    }

    @Test
    default void everyNodeShouldSeeThatPlacesWereLost() {
        WrittenPositions one = node();
        WrittenPositions other = node();
        assertThat(one.unbroken()).as("what was before its start").isFalse();
        assertThat(other.unbroken()).isFalse();
        assertThat(one.unbroken()).isTrue();
        assertThat(other.unbroken()).isTrue();
        lose();
        assertThat(one.unbroken()).isFalse();
        assertThat(other.unbroken()).isFalse();
        assertThat(one.unbroken()).isTrue();
        assertThat(other.unbroken()).isTrue();
    }

    @Test
    default void placesShouldBeUnavailableDuringOutage() {
        WrittenPositions node = node();
        UserId user = ChatSamples.user();
        try (Outage outage = outage()) {
            assertThatThrownBy(() -> node.note(Set.of(user), EARLY)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> node.of(user)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(node::unbroken).isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> node.of(user));
    }
}
