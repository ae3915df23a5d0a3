package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link MessageIndex} does, seen through the {@link MessageSearch} that reads it. */
public interface MessageIndexContract {

    /** The index under test. */
    MessageIndex index();

    /** What searches it. */
    MessageSearch search();

    /** Returns when everything written is findable. */
    void settle();

    /** Takes the index away until it is closed. */
    Outage outage();

    @Test
    default void writeShouldKeepAllOfAMessage() {
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument document = DocumentBuilder.of(user)
                .saying("Müller's <b>naïve</b> 東京 \"plan\" 🚀\n\tend")
                .build();

        write(new IndexEntry.Put(document));

        MessageHits.Hit hit = found(user, "plan").getFirst();
        assertThat(hit.message()).isEqualTo(document.message());
        assertThat(hit.title()).isEqualTo(document.title());
    }

    @Test
    default void writeShouldKeepOneWhenThePutIsRepeated() {
        UserId user = new UserId(UUID.randomUUID());
        IndexEntry put = DocumentBuilder.of(user).saying("once").put();

        write(put);
        write(put);

        assertThat(found(user, "once")).hasSize(1);
    }

    @Test
    default void writeShouldReplaceWhenTheVersionIsNewer() {
        UserId user = new UserId(UUID.randomUUID());
        MessageId id = new MessageId(UUID.randomUUID());

        write(DocumentBuilder.of(user).id(id).saying("first word").version(3).put());
        write(DocumentBuilder.of(user).id(id).saying("second word").version(4).put());

        assertThat(contents(user, "word")).containsExactly("second word");
    }

    @Test
    default void writeShouldChangeNothingWhenTheVersionIsOlder() {
        UserId user = new UserId(UUID.randomUUID());
        MessageId id = new MessageId(UUID.randomUUID());

        write(DocumentBuilder.of(user).id(id).saying("newer word").version(4).put());
        write(DocumentBuilder.of(user).id(id).saying("older word").version(3).put());

        assertThat(contents(user, "word")).containsExactly("newer word");
    }

    @Test
    default void writeShouldRemoveAConversationAndNoOther() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId gone = new ConversationId(UUID.randomUUID());

        write(
                DocumentBuilder.of(user).in(gone).saying("word one").version(1).put(),
                DocumentBuilder.of(user).in(gone).saying("word two").version(2).put(),
                DocumentBuilder.of(user).saying("word three").version(2).put());
        write(new IndexEntry.RemoveConversation(user, gone, 3));

        assertThat(contents(user, "word")).containsExactly("word three");
    }

    @Test
    default void writeShouldRemoveWhatTheSameCallPut() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId gone = new ConversationId(UUID.randomUUID());

        write(
                DocumentBuilder.of(user).in(gone).saying("word").version(1).put(),
                new IndexEntry.RemoveConversation(user, gone, 2));

        assertThat(found(user, "word")).isEmpty();
    }

    @Test
    default void writeShouldKeepAConversationRemovedWhenAnOlderPutComesLate() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId gone = new ConversationId(UUID.randomUUID());
        IndexEntry known = DocumentBuilder.of(user)
                .in(gone)
                .saying("known word")
                .version(1)
                .put();
        IndexEntry unknown = DocumentBuilder.of(user)
                .in(gone)
                .saying("unknown word")
                .version(2)
                .put();

        write(known);
        write(new IndexEntry.RemoveConversation(user, gone, 3));
        write(known, unknown);

        assertThat(found(user, "word")).isEmpty();
    }

    @Test
    default void writeShouldRemoveNothingWhenTheConversationIsUnknownOrAnothers() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        write(DocumentBuilder.of(user).in(conversation).saying("mine").put());

        write(
                new IndexEntry.RemoveConversation(new UserId(UUID.randomUUID()), conversation, 9),
                new IndexEntry.RemoveConversation(user, new ConversationId(UUID.randomUUID()), 9));

        write(DocumentBuilder.of(user)
                .in(conversation)
                .saying("mine")
                .version(2)
                .put());

        assertThat(found(user, "mine")).hasSize(2);
    }

    @Test
    default void discardShouldRemoveThoseMessagesAndNoOthers() {
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument ghost =
                DocumentBuilder.of(user).saying("word one").version(9).build();
        write(
                new IndexEntry.Put(ghost),
                DocumentBuilder.of(user).saying("word two").put());

        for (int i = 0; i < 2; i++) {
            index().discard(new UserId(UUID.randomUUID()), List.of());
            index().discard(user, List.of(ghost.message().id(), new MessageId(UUID.randomUUID())));
        }
        settle();

        assertThat(contents(user, "word")).containsExactly("word two");
    }

    @Test
    default void writeShouldEndWithTheNewestWhenManyWriteAtOnce() throws Exception {
        UserId user = new UserId(UUID.randomUUID());
        MessageId id = new MessageId(UUID.randomUUID());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            IntStream.rangeClosed(1, 20)
                    .mapToObj(version -> DocumentBuilder.of(user)
                            .id(id)
                            .saying("version v" + version)
                            .version(version)
                            .put())
                    // Who is told that too many write tries again, as the followers do.
                    .forEach(put -> writes.add(threads.submit(() -> await().pollDelay(Duration.ZERO)
                            .ignoreException(DomainException.Unavailable.class)
                            .untilAsserted(() ->
                                    assertThat(index().write(List.of(put))).isEmpty()))));
            for (Future<?> write : writes) {
                write.get();
            }
        }
        settle();

        assertThat(contents(user, "version")).containsExactly("version v20");
    }

    @Test
    default void writeShouldTakeThousandsOfEntries() {
        UserId user = new UserId(UUID.randomUUID());
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        List<IndexEntry> entries = IntStream.range(0, 2_500)
                .mapToObj(i -> DocumentBuilder.of(user)
                        .in(conversation)
                        .saying("word " + i + " " + "filling ".repeat(200))
                        .put())
                .toList();

        assertThat(index().write(entries)).isEmpty();
        settle();
        assertThat(total(user, "word")).isEqualTo(2_500);

        write(new IndexEntry.RemoveConversation(user, conversation, 2));
        assertThat(total(user, "word")).isZero();
    }

    @Test
    default void writeShouldBeUnavailableWhenTheIndexIsAway() {
        UserId user = new UserId(UUID.randomUUID());
        IndexEntry put = DocumentBuilder.of(user).saying("late").put();

        try (Outage outage = outage()) {
            assertThatThrownBy(() -> index().write(List.of(put))).isInstanceOf(DomainException.Unavailable.class);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(DomainException.Unavailable.class)
                .untilAsserted(() -> {
                    write(put);
                    assertThat(found(user, "late")).hasSize(1);
                });
    }

    private void write(IndexEntry... entries) {
        assertThat(index().write(List.of(entries))).isEmpty();
        settle();
    }

    private List<MessageHits.Hit> found(UserId user, String text) {
        return hits(user, text).items();
    }

    private List<String> contents(UserId user, String text) {
        return found(user, text).stream().map(hit -> hit.message().content()).toList();
    }

    private long total(UserId user, String text) {
        return hits(user, text).total().value();
    }

    private MessageHits hits(UserId user, String text) {
        return search().search(
                        user,
                        new MessageQuery(
                                text, MessageQuery.Filters.NONE, MessageQuery.Sort.NEWEST, PageRequest.first(50)));
    }
}
