package bot.conversational.adapters.postgres.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JdbiNewestMessagesIT {

    private final Jdbi jdbi = TestDatabase.shared().jdbi();
    private final IdSource ids = new Uuid7Source(InstantSource.system());
    private final UserId user = new UserId(UUID.randomUUID());

    private NewestMessages after(Duration time) {
        return new JdbiNewestMessages(jdbi, InstantSource.offset(InstantSource.system(), time));
    }

    private MessageDocument written(UserId author, String text) {
        MessageDocument document = DocumentBuilder.of(author)
                .id(new MessageId(ids.next()))
                .saying(text)
                .archived()
                .build();
        new MessagesOfDocuments(jdbi).write(List.of(new IndexEntry.Put(document)));
        return document;
    }

    @Test
    void ofShouldBeTheUsersMessagesOfTheLastMinute() {
        MessageDocument own = written(user, "mine");
        written(new UserId(UUID.randomUUID()), "another's");

        assertThat(after(Duration.ofSeconds(50)).of(user)).singleElement().satisfies(document -> {
            assertThat(document.message().id()).isEqualTo(own.message().id());
            assertThat(document.message().content()).isEqualTo("mine");
            assertThat(document.title()).isEqualTo(own.title());
            assertThat(document.archived()).isTrue();
            assertThat(document.message().feedback()).isEmpty();
        });
        assertThat(after(Duration.ofSeconds(70)).of(user)).isEmpty();
    }

    @Test
    void ofShouldTellWhatAMessageIsRatedNow() {
        MessageDocument own = written(user, "rated");
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)
                        values (:user, :id, :conversation, 'up', now())
                        """)
                .bind("user", user)
                .bind("id", own.message().id())
                .bind("conversation", own.message().conversationId())
                .execute());

        assertThat(after(Duration.ZERO).of(user))
                .singleElement()
                .satisfies(document -> assertThat(document.message().feedback()).contains(Rating.UP));
    }

    @Test
    void ofShouldBeTheNewestFiftyWhenThereAreMore() {
        IntStream.range(0, 60).forEach(i -> written(user, "message " + i));

        assertThat(after(Duration.ZERO).of(user))
                .hasSize(50)
                .extracting(document -> document.message().content())
                .contains("message 59", "message 10")
                .doesNotContain("message 9");
    }

    @Test
    void ofShouldBeUnavailableWhenTheDatabaseIsAway() {
        NewestMessages messages = after(Duration.ZERO);
        assertThat(messages.of(user)).isEmpty();
        try (PausedEngine frozen = PausedEngine.freeze(Engines.postgres())) {
            assertThatThrownBy(() -> messages.of(user)).isInstanceOf(DomainException.Unavailable.class);
        }
    }
}
