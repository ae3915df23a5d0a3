package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link LiveTextMirror} does. */
public interface LiveTextMirrorContract {

    LiveTextMirror mirror();

    Outage outage();

    private static Delta piece(UserId user, MessageId turn, long start, String text) {
        return new Delta(user, turn, start, text);
    }

    @Test
    default void readShouldGiveWhatFollowsTheOffset() {
        UserId user = ChatSamples.user();
        MessageId turn = new MessageId(UUID.randomUUID());
        assertThat(mirror().read(user, turn, 0)).isEmpty();
        assertThat(mirror().append(List.of(piece(user, turn, 0, "Grö"), piece(user, turn, 4, "ße 😀"))))
                .containsExactly(4L, 12L);
        assertThat(mirror().read(user, turn, 0)).contains("Größe 😀");
        assertThat(mirror().read(user, turn, 8)).contains("😀");
        assertThat(mirror().read(user, turn, 12)).isEmpty();
        assertThat(mirror().read(user, turn, 99)).isEmpty();
        assertThat(mirror().read(ChatSamples.user(), turn, 0)).isEmpty();
    }

    @Test
    default void appendShouldTakeNothingThatLeavesAGapOrOverlaps() {
        UserId user = ChatSamples.user();
        MessageId turn = new MessageId(UUID.randomUUID());
        assertThat(mirror().append(List.of(piece(user, turn, 3, "late")))).containsExactly(0L);
        assertThat(mirror().append(List.of(piece(user, turn, 0, "one")))).containsExactly(3L);
        assertThat(mirror().append(List.of(piece(user, turn, 0, "one, two")))).containsExactly(3L);
        assertThat(mirror().append(List.of(piece(user, turn, 3, ", two")))).containsExactly(8L);
        assertThat(mirror().read(user, turn, 0)).contains("one, two");
    }

    @Test
    default void mirrorShouldBeUnavailableDuringOutage() {
        UserId user = ChatSamples.user();
        MessageId turn = new MessageId(UUID.randomUUID());
        try (Outage outage = outage()) {
            assertThatThrownBy(() -> mirror().append(List.of(piece(user, turn, 0, "x"))))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> mirror().read(user, turn, 0)).isInstanceOf(DomainException.Unavailable.class);
        }
        // A server that was frozen may carry out what it was told meanwhile: only that it answers is certain.
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> mirror().read(user, turn, 0));
    }
}
