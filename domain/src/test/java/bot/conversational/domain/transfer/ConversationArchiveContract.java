package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationArchive} keeps, seen through the stores that read it. */
public interface ConversationArchiveContract extends StoreContract {

    ConversationArchive archive();

    private static Transcript transcript(UserId user, String id) {
        ImportedConversation imported = new ImportedConversation(
                id,
                Optional.of("A “title”"),
                List.of(
                        line("q", null, MessageRole.USER, "A question?\n😀 \\N \"quoted\", {braces}"),
                        line("a", "q", MessageRole.ASSISTANT, "An answer."),
                        line("b", "q", MessageRole.ASSISTANT, "Another answer.")));
        return new ConversationImporter(new WordCounter(), InstantSource.fixed(StoreSamples.NOON))
                .toTranscript(user, imported)
                .orElseThrow();
    }

    private static ImportedConversation.Line line(
            String id, @org.jspecify.annotations.Nullable String parent, MessageRole role, String text) {
        return new ImportedConversation.Line(
                Optional.of(id),
                Optional.ofNullable(parent),
                Optional.of(role),
                text,
                Optional.of(Instant.parse("2024-02-29T10:00:00.500Z")));
    }

    @Test
    default void addAllShouldKeepAllOfATranscript() {
        UserId user = StoreSamples.newUser(stores());
        Transcript transcript = transcript(user, "one");
        ConversationId id = transcript.conversation().id();

        assertThat(archive().addAll(List.of(transcript))).containsExactly(id);

        assertThat(stores().conversations().find(user, id)).contains(transcript.conversation());
        Context context =
                stores().turns().context(user, id, new Parent.Newest(), 1_000).orElseThrow();
        assertThat(context.state().lastSeq()).isEqualTo(3);
        ContextMessage question = transcript.messages().get(0);
        assertThat(context.messages())
                .containsExactly(question, transcript.messages().get(2));
        assertThat(stores().index()
                        .read(
                                List.of(new Change(user, Change.Entity.CONVERSATION, id.value(), 1)),
                                Optional.empty(),
                                10)
                        .entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry).isInstanceOf(IndexEntry.Put.class));
    }

    @Test
    default void addAllShouldKeepEveryKindOfPart() {
        UserId user = StoreSamples.newUser(stores());
        Transcript plain = transcript(user, "one");
        List<ContextMessage> messages = List.of(
                with(PartSamples.question(), plain.messages().get(0)),
                plain.messages().get(1),
                with(PartSamples.answer(), plain.messages().get(2)));

        archive().addAll(List.of(new Transcript(plain.conversation(), messages)));

        assertThat(stores().turns()
                        .context(user, plain.conversation().id(), new Parent.Newest(), 1_000)
                        .orElseThrow()
                        .messages())
                .containsExactly(messages.get(0), messages.get(2));
    }

    private static ContextMessage with(Content content, ContextMessage message) {
        return new ContextMessage(
                message.message().with(content, message.message().status()), message.tokens(), message.hash());
    }

    @Test
    default void addAllShouldTellItsChanges() {
        UserId user = StoreSamples.newUser(stores());
        Transcript transcript = transcript(user, "one");
        archive().addAll(List.of(transcript));

        assertThat(stores().changes().poll("archive-" + user, "node", 100_000).changes())
                .filteredOn(change -> change.user().equals(user))
                .containsExactly(new Change(
                        user,
                        Change.Entity.CONVERSATION,
                        transcript.conversation().id().value(),
                        1));
    }

    @Test
    default void addAllShouldAddAgainWhatWasDeleted() {
        UserId user = StoreSamples.newUser(stores());
        Transcript transcript = transcript(user, "one");
        ConversationId id = transcript.conversation().id();
        archive().addAll(List.of(transcript));
        stores().conversations().delete(user, id);

        assertThat(archive().addAll(List.of(transcript))).containsExactly(id);

        assertThat(stores().conversations().find(user, id)).contains(transcript.conversation());
    }

    @Test
    default void addAllShouldLeaveWhatIsThere() {
        UserId user = StoreSamples.newUser(stores());
        Transcript one = transcript(user, "one");
        Transcript two = transcript(user, "two");
        archive().addAll(List.of(one));

        assertThat(archive().addAll(List.of(one, two)))
                .containsExactly(two.conversation().id());
        assertThat(archive().addAll(List.of(one, two))).isEmpty();
        Change change = new Change(
                user, Change.Entity.CONVERSATION, one.conversation().id().value(), 1);
        assertThat(stores().index().read(List.of(change), Optional.empty(), 10).entries())
                .hasSize(3);
    }

    @Test
    default void addAllShouldKeepUsersApartWhenTheirRecordingsAreTheSame() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());

        assertThat(archive().addAll(List.of(transcript(user, "one"), transcript(other, "one"))))
                .hasSize(2);
    }

    @Test
    default void addAllShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        unavailableDuringOutage(() -> archive().addAll(List.of(transcript(user, "one"))));
    }
}
