package bot.conversational.domain.indexing.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What all {@link IndexContents} read, filled through the {@link MessageIndex} behind them. */
public interface IndexContentsContract {

    MessageIndex index();

    IndexContents contents();

    /** Returns when everything written is findable. */
    void settle();

    /** Takes the index away until it is closed. */
    Outage outage();

    private MessageDocument write(UserId user, String text) {
        MessageDocument document =
                DocumentBuilder.of(user).saying(text).version(7).build();
        index().write(List.of(new IndexEntry.Put(document)));
        return document;
    }

    @Test
    default void readShouldGiveDocumentsAsTheyAreNow() {
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument one = write(user, "one");
        MessageDocument others = write(new UserId(UUID.randomUUID()), "not mine");

        assertThat(contents()
                        .read(
                                user,
                                List.of(one.message().id(), others.message().id(), new MessageId(UUID.randomUUID()))))
                .isEqualTo(Map.of(one.message().id(), one));
        assertThat(contents().read(user, List.of())).isEmpty();
    }

    @Test
    default void messagesShouldGoThroughOneUsersInOrder() {
        UserId user = new UserId(UUID.randomUUID());
        List<MessageId> written = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            written.add(write(user, "word " + i).message().id());
            write(new UserId(UUID.randomUUID()), "not mine");
        }
        settle();

        List<MessageId> seen = new ArrayList<>();
        List<MessageId> some = contents().messages(user, Optional.empty(), 2);
        while (!some.isEmpty()) {
            seen.addAll(some);
            some = contents().messages(user, Optional.of(some.getLast()), 2);
        }

        assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(written);
        assertThat(seen).extracting(MessageId::toString).isSorted();
    }

    @Test
    default void usersShouldGiveEachThatHasAnythingOnce() {
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UserId user = new UserId(UUID.randomUUID());
            users.add(user);
            write(user, "one");
            write(user, "two");
        }
        settle();

        List<UserId> seen = new ArrayList<>();
        List<UserId> some = contents().users(Optional.empty(), 2);
        while (!some.isEmpty()) {
            seen.addAll(some);
            some = contents().users(Optional.of(some.getLast()), 2);
        }

        assertThat(seen).containsAll(users).doesNotHaveDuplicates();
        assertThat(seen).extracting(UserId::toString).isSorted();
    }

    @Test
    default void everyCallShouldBeUnavailableWhenTheIndexIsAway() {
        UserId user = new UserId(UUID.randomUUID());

        try (Outage outage = outage()) {
            assertThatThrownBy(() -> contents().read(user, List.of(new MessageId(user.value()))))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> contents().messages(user, Optional.empty(), 1))
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> contents().users(Optional.empty(), 1))
                    .isInstanceOf(DomainException.Unavailable.class);
        }
    }
}
