package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportConversationsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final UserId user = new UserId(UUID.randomUUID());
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final ImportConversations importing = new ImportConversations(
            new InMemoryConversationArchive(database), new WordCounter(), InstantSource.fixed(NOW));

    private List<Message> transcribed(ImportedConversation imported) {
        return new ConversationImporter(new WordCounter(), InstantSource.fixed(NOW))
                .toTranscript(user, imported).orElseThrow().messages().stream()
                        .map(it -> it.message())
                        .toList();
    }

    private static ImportedConversation.Line said(MessageRole role, String text) {
        return new ImportedConversation.Line(
                Optional.empty(), Optional.empty(), Optional.of(role), text, Optional.empty());
    }

    private static ImportedConversation imported(String id, ImportedConversation.Line... lines) {
        return new ImportedConversation(id, Optional.empty(), List.of(lines));
    }

    @Test
    void addShouldCountWhatBecameOfEach() {
        ImportedConversation good =
                imported("good", said(MessageRole.USER, "hello"), said(MessageRole.ASSISTANT, "hi"));
        ImportedConversation silent = imported("silent", said(MessageRole.USER, " "));
        ImportedConversation tooLong = imported("long", said(MessageRole.USER, "x".repeat(32_001)));
        ImportedConversation broken = imported("broken", said(MessageRole.USER, "a\0b"));

        assertThat(importing.add(user, List.of(good, silent, tooLong, broken))).isEqualTo(new Outcome(1, 0, 3, 2));
        assertThat(importing.add(user, List.of(good))).isEqualTo(new Outcome(0, 1, 0, 0));
    }

    @Test
    void linesWithoutIdsShouldFollowEachOtherAndLeaveOutToolsAndSilence() {
        ImportedConversation.Line tool = new ImportedConversation.Line(
                Optional.empty(), Optional.empty(), Optional.empty(), "{}", Optional.empty());
        List<Message> messages = transcribed(imported(
                "one",
                said(MessageRole.USER, "first"),
                said(MessageRole.ASSISTANT, ""),
                tool,
                said(MessageRole.ASSISTANT, "second")));

        assertThat(messages).extracting(Message::content).containsExactly("first", "second");
        assertThat(messages.get(1).parentId()).contains(messages.get(0).id());
        assertThat(messages).extracting(Message::createdAt).containsExactly(NOW, NOW.plusSeconds(1));
    }

    @Test
    void linesWithIdsShouldMakeATreeAroundWhatIsLeftOut() {
        ImportedConversation.Line root = new ImportedConversation.Line(
                Optional.of("r"), Optional.empty(), Optional.of(MessageRole.USER), "root", Optional.empty());
        ImportedConversation.Line tool = new ImportedConversation.Line(
                Optional.of("t"), Optional.of("r"), Optional.empty(), "result", Optional.empty());
        ImportedConversation.Line one = new ImportedConversation.Line(
                Optional.of("1"), Optional.of("t"), Optional.of(MessageRole.ASSISTANT), "one", Optional.empty());
        ImportedConversation.Line two = new ImportedConversation.Line(
                Optional.of("2"), Optional.of("r"), Optional.of(MessageRole.ASSISTANT), "two", Optional.empty());

        List<Message> messages = transcribed(imported("tree", root, tool, one, two));

        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).parentId()).contains(messages.get(0).id());
        assertThat(messages.get(2).parentId()).contains(messages.get(0).id());
    }

    @Test
    void idsShouldBeVersion7OfTheRecordedTimeAndTheSameEveryTime() {
        ImportedIds ids = new ImportedIds(user, "imported");
        UUID id = ids.of("thing", Optional.of(StoreSamples.NOON));

        assertThat(id).isEqualTo(ids.of("thing", Optional.of(StoreSamples.NOON)));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(StoreSamples.NOON.toEpochMilli());
        assertThat(ids.of("another", Optional.of(StoreSamples.NOON))).isNotEqualTo(id);
        assertThat(new ImportedIds(new UserId(UUID.randomUUID()), "imported").of("thing", Optional.empty()))
                .isNotEqualTo(ids.of("thing", Optional.empty()));
    }
}
