package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationArchive} keeps, seen through the stores that read it. */
public interface ConversationArchiveContract extends StoreContract {

    ConversationArchive archive();

    static Transcript transcript(UserId user, String id) {
        ImportedConversation imported = ImportedConversation.ofLines(
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
                Content.of(text),
                Optional.of("model-1"),
                Optional.of(Instant.parse("2024-02-29T10:00:00.500Z")));
    }

    private List<ConversationId> added(List<Transcript> transcripts) {
        return archive().addAll(transcripts).stream()
                .map(ConversationArchive.Taken::id)
                .toList();
    }

    private Conversation stored(UserId user, ConversationId id) {
        return stores().conversations().find(user, id).orElseThrow();
    }

    private int indexed(UserId user, ConversationId id, long version) {
        Change change = new Change(user, Change.Entity.CONVERSATION, id.value(), version);
        List<IndexEntry> entries =
                stores().index().read(List.of(change), Optional.empty(), 10).entries();
        assertThat(entries).allSatisfy(entry -> assertThat(entry).isInstanceOf(IndexEntry.Put.class));
        return entries.size();
    }

    @Test
    default void addAllShouldKeepAllOfATranscript() {
        UserId user = StoreSamples.newUser(stores());
        Transcript transcript = transcript(user, "one");
        ConversationId id = transcript.conversation().id();

        assertThat(added(List.of(transcript))).containsExactly(id);

        assertThat(stored(user, id).atVersion(1)).isEqualTo(transcript.conversation());
        Context context =
                stores().turns().context(user, id, new Parent.Newest(), 1_000).orElseThrow();
        assertThat(context.state().lastSeq()).isEqualTo(3);
        ContextMessage question = transcript.messages().get(0);
        assertThat(context.messages())
                .containsExactly(question, transcript.messages().get(2));
        assertThat(indexed(user, id, 1)).isEqualTo(3);
    }

    private static Transcript filed(UserId user, String id, Optional<FolderId> folder, String... tags) {
        Transcript plain = transcript(user, id);
        Conversation given = plain.conversation();
        Filing filing = new Filing(folder, Tags.of(List.of(tags)));
        return new Transcript(
                new Conversation(given.id(), user, given.settings(), filing, given.progress()),
                plain.messages(),
                plain.head());
    }

    private FolderId folder(UserId user) {
        FolderSettings settings = new FolderSettings("Work", Optional.empty(), 0, Optional.empty());
        Folder folder = new Folder(new FolderId(UUID.randomUUID()), user, settings, StoreSamples.NOON);
        stores().folders().add(folder, false, 0);
        return folder.id();
    }

    @Test
    default void addAllShouldKeepFoldersAndTagsOfEach() {
        UserId user = StoreSamples.newUser(stores());
        FolderId folder = folder(user);
        FolderId foreign = folder(StoreSamples.newUser(stores()));
        Transcript both = filed(user, "both", Optional.of(folder), "größe 😀", "B{,\"}\\", "a b");
        Transcript tagged = filed(user, "tagged", Optional.empty(), "null");
        Transcript plain = filed(user, "plain", Optional.empty());
        Transcript outside = filed(user, "outside", Optional.of(foreign), "x");

        assertThat(archive().addAll(List.of(both, tagged, plain, outside))).hasSize(4);

        for (Transcript each : List.of(both, tagged, plain, filed(user, "outside", Optional.empty(), "x"))) {
            assertThat(stored(user, each.conversation().id()).atVersion(1)).isEqualTo(each.conversation());
        }
        assertThat(archive().addAll(List.of(filed(user, "both", Optional.empty(), "other"))))
                .as("where it is kept is its user's")
                .isEmpty();
        assertThat(stored(user, both.conversation().id()).atVersion(1)).isEqualTo(both.conversation());
    }

    @Test
    default void presentShouldNameThoseOfTheUserOnly() {
        UserId user = StoreSamples.newUser(stores());
        Transcript one = transcript(user, "one");
        ConversationId id = one.conversation().id();
        ConversationId absent = transcript(user, "two").conversation().id();
        archive().addAll(List.of(one));

        assertThat(archive().present(user, Set.of(id, absent))).containsExactly(id);
        assertThat(archive().present(StoreSamples.newUser(stores()), Set.of(id)))
                .isEmpty();
    }

    @Test
    default void addAllShouldKeepEveryKindOfPart() {
        UserId user = StoreSamples.newUser(stores());
        Transcript plain = transcript(user, "one");
        List<ContextMessage> messages = List.of(
                with(PartSamples.question(), plain.messages().get(0)),
                plain.messages().get(1),
                with(PartSamples.answer(), plain.messages().get(2)));

        archive().addAll(List.of(new Transcript(plain.conversation(), messages, messages.getLast())));

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
                        stored(user, transcript.conversation().id()).version()));
    }

    @Test
    default void addAllShouldAddAgainWhatWasDeleted() {
        UserId user = StoreSamples.newUser(stores());
        Transcript transcript = transcript(user, "one");
        ConversationId id = transcript.conversation().id();
        long deleted = 0;
        for (int round = 0; round < 3; round++) {
            assertThat(added(List.of(transcript))).containsExactly(id);
            Conversation stored = stored(user, id);
            assertThat(stored.atVersion(1)).isEqualTo(transcript.conversation());
            assertThat(stored.version()).isGreaterThan(deleted);
            deleted = stores().conversations().delete(user, id).orElseThrow();
            Revocation gone = new Revocation.ConversationDeleted(user, id, deleted);
            assertThat(stores().revocations().pending(10_000)).contains(gone);
            stores().revocations().markPropagated(List.of(gone));
        }
    }

    @Test
    default void addAllShouldLeaveWhatIsThere() {
        UserId user = StoreSamples.newUser(stores());
        Transcript one = transcript(user, "one");
        Transcript two = transcript(user, "two");
        archive().addAll(List.of(one));

        assertThat(added(List.of(one, two))).containsExactly(two.conversation().id());
        assertThat(added(List.of(one, two))).isEmpty();
        assertThat(indexed(user, one.conversation().id(), 1)).isEqualTo(3);
    }

    @Test
    default void addAllShouldAddWhatIsNewInANewerRecording() {
        UserId user = StoreSamples.newUser(stores());
        Transcript older = recorded(user, "First title", 1, List.of("q", "a"), "a");
        Transcript newer = recorded(user, "Second title", 2, List.of("q", "a", "a2", "q2"), "a2");
        ConversationId id = older.conversation().id();
        archive().addAll(List.of(older));
        assertThat(archive().addAll(List.of(recorded(user, "First title", 9, List.of("q", "a"), "a"))))
                .isEmpty();

        long before = stored(user, id).version();
        assertThat(archive().addAll(List.of(newer)))
                .containsExactly(new ConversationArchive.Taken(id, false, 2, before + 1));

        Conversation stored = stored(user, id);
        assertThat(stored.title()).contains("Second title");
        assertThat(stored.messageCount()).isEqualTo(4);
        assertThat(stored.updatedAt()).isEqualTo(newer.conversation().updatedAt());
        Context context =
                stores().turns().context(user, id, new Parent.Newest(), 1_000).orElseThrow();
        assertThat(context.state().lastSeq()).isEqualTo(4);
        assertThat(context.messages()).extracting(it -> it.message().content()).containsExactly("q", "a2");
        assertThat(archive().addAll(List.of(newer))).isEmpty();
        assertThat(archive().addAll(List.of(older))).isEmpty();
        assertThat(stores().conversations().find(user, id)).contains(stored);
        assertThat(indexed(user, id, before + 1)).isEqualTo(4);
    }

    @Test
    default void addAllShouldLeaveTitleAndBranchToWhoeverWentOn() {
        UserId user = StoreSamples.newUser(stores());
        Transcript older = recorded(user, "First title", 1, List.of("q", "a"), "a");
        ConversationId id = older.conversation().id();
        archive().addAll(List.of(older));
        stores().conversations()
                .edit(user, id, ConversationEdit.ofTitle("My title"), Instant.parse("2024-03-01T00:00:00Z"));

        archive().addAll(List.of(recorded(user, "Second title", 5, List.of("q", "a", "a2"), "a2")));

        assertThat(stores().conversations().find(user, id).orElseThrow().title())
                .contains("My title");
    }

    private static Transcript recorded(UserId user, String title, int day, List<String> ids, String current) {
        List<ImportedConversation.Line> lines = ids.stream()
                .map(it -> line(it, it.equals("q") ? null : "q", MessageRole.ASSISTANT, it))
                .toList();
        return new ConversationImporter(new WordCounter(), InstantSource.fixed(StoreSamples.NOON))
                .toTranscript(
                        user,
                        new ImportedConversation(
                                ImportSource.CHATGPT,
                                "one",
                                new ImportedConversation.Labels(Optional.of(title), true, true),
                                Optional.empty(),
                                Optional.of(Instant.parse("2024-03-0" + day + "T00:00:00Z")),
                                Optional.of(current),
                                lines))
                .orElseThrow();
    }

    @Test
    default void addAllShouldKeepUsersApartWhenTheirRecordingsAreTheSame() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());

        assertThat(added(List.of(transcript(user, "one"), transcript(other, "one"))))
                .hasSize(2);
    }

    @Test
    default void addAllShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        unavailableDuringOutage(() -> archive().addAll(List.of(transcript(user, "one"))));
    }
}
