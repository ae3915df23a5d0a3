package bot.conversational.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.stores.folders.InMemoryFolders;
import bot.conversational.domain.transfer.ImportConversations.Outcome;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportConversationsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final UserId user = new UserId(UUID.randomUUID());
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final FolderStore store = new InMemoryFolders(database);
    private final List<String> problems = new ArrayList<>();
    private final ImportConversations importing = new ImportConversations(
            new InMemoryConversationArchive(database),
            store,
            new WordCounter(),
            new CacheInvalidation(new InMemoryContextCache(1_000)),
            new Expiry(database.stores().users(), new RetentionRule(0), InstantSource.fixed(NOW)),
            InstantSource.fixed(NOW));

    private List<Message> transcribed(ImportedConversation imported) {
        return new ConversationImporter(new WordCounter(), InstantSource.fixed(NOW))
                .toTranscript(user, imported).orElseThrow().messages().stream()
                        .map(it -> it.message())
                        .toList();
    }

    private static ImportedConversation.Line said(MessageRole role, String text) {
        return line(null, null, role, text);
    }

    private static ImportedConversation.Line line(
            @Nullable String id, @Nullable String parent, @Nullable MessageRole role, String text) {
        return line(id, parent, role, text, null);
    }

    private static ImportedConversation.Line line(
            @Nullable String id,
            @Nullable String parent,
            @Nullable MessageRole role,
            String text,
            @Nullable Instant at) {
        return new ImportedConversation.Line(
                Optional.ofNullable(id),
                Optional.ofNullable(parent),
                Optional.ofNullable(role),
                Content.of(text),
                Optional.empty(),
                Optional.ofNullable(at));
    }

    private static ImportedConversation imported(String id, ImportedConversation.Line... lines) {
        return ImportedConversation.ofLines(id, Optional.empty(), List.of(lines));
    }

    @Test
    void addShouldCountWhatBecameOfEach() {
        ImportedConversation good =
                imported("good", said(MessageRole.USER, "hello"), said(MessageRole.ASSISTANT, "hi"));
        ImportedConversation silent = imported("silent", said(MessageRole.USER, " "));
        ImportedConversation tooLong = imported("long", said(MessageRole.USER, "x".repeat(100_001)));
        ImportedConversation broken = imported("broken", said(MessageRole.USER, "a\0b"));

        assertThat(importing.check(user, List.of(good, silent), new ImportPlan(), this::skipped))
                .isEqualTo(new Outcome(1, 0, 0, 1, 2));
        problems.clear();
        assertThat(importing.add(user, List.of(good, silent, tooLong, broken), this::skipped))
                .isEqualTo(new Outcome(1, 0, 0, 3, 2));
        assertThat(problems)
                .containsExactly(
                        "silent has no messages",
                        "long text must have 0 to 100000 characters",
                        "broken text holds a NUL character");
        assertThat(importing.add(user, List.of(good), this::skipped)).isEqualTo(new Outcome(0, 0, 1, 0, 0));
    }

    @Test
    void addShouldAddWhatIsNewWhereAConversationIsNamedTwice() {
        ImportedConversation once = imported("one", line("q", null, MessageRole.USER, "hello"));
        ImportedConversation more = imported(
                "one", line("q", null, MessageRole.USER, "hello"), line("a", "q", MessageRole.ASSISTANT, "hi"));

        assertThat(importing.add(user, List.of(once, more, once), this::skipped))
                .isEqualTo(new Outcome(1, 1, 1, 0, 2));
    }

    @Test
    void checkShouldTellOfAConversationThatIsNamedTwiceWhatAddDoes() {
        ImportedConversation once = imported("one", line("q", null, MessageRole.USER, "hello"));
        ImportedConversation more = imported(
                "one", line("q", null, MessageRole.USER, "hello"), line("a", "q", MessageRole.ASSISTANT, "hi"));
        List<ImportedConversation> all = List.of(once, more, once);

        assertThat(importing.check(user, all, new ImportPlan(), this::skipped))
                .isEqualTo(importing.add(user, all, this::skipped));
    }

    @Test
    void planShouldRememberAllItHasRoomFor() {
        List<ImportedConversation> all = IntStream.range(0, 2_000)
                .mapToObj(i -> imported("c" + i, said(MessageRole.USER, "hello")))
                .toList();
        ImportPlan plan = new ImportPlan(3_000);

        assertThat(importing.check(user, all, plan, this::skipped)).isEqualTo(new Outcome(2_000, 0, 0, 0, 2_000));
        assertThat(importing.check(user, all, plan, this::skipped)).isEqualTo(new Outcome(500, 0, 1_500, 0, 500));
    }

    @Test
    void addShouldSkipWhatWouldHaveTheStoreRefuseItsNeighbours() {
        ImportedConversation twice = imported(
                "twice",
                line("a", null, MessageRole.USER, "one"),
                line("a", null, MessageRole.ASSISTANT, "two"),
                said(MessageRole.USER, "without an id"));
        ImportedConversation place =
                imported("place", line("1", null, MessageRole.USER, "one"), said(MessageRole.ASSISTANT, "two"));
        ImportedConversation far = imported("far", line(null, null, MessageRole.USER, "one", Instant.MAX));
        ImportedConversation named = imported("n".repeat(1_001), said(MessageRole.USER, "one"));

        assertThat(importing.add(user, List.of(twice, place, far, named), this::skipped))
                .isEqualTo(new Outcome(1, 0, 0, 3, 1));
        assertThat(problems)
                .startsWith("twice id must be that of one message", "place id must be that of one message")
                .last()
                .asString()
                .endsWith("id must have at most 1000 characters");
    }

    @Test
    void linesWithoutIdsShouldFollowEachOtherAndLeaveOutToolsAndSilence() {
        ImportedConversation.Line tool = line(null, null, null, "{}");
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
        ImportedConversation.Line root = line("r", null, MessageRole.USER, "root");
        ImportedConversation.Line tool = line("t", "r", null, "result");
        ImportedConversation.Line one = line("1", "t", MessageRole.ASSISTANT, "one");
        ImportedConversation.Line two = line("2", "r", MessageRole.ASSISTANT, "two");

        List<Message> messages = transcribed(imported("tree", two, one, tool, root));

        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).parentId()).contains(messages.get(0).id());
        assertThat(messages.get(2).parentId()).contains(messages.get(0).id());
    }

    @Test
    void aParentThatIsNotThereShouldMakeAFirstMessageAndACircleBeCutBeforeItsEarliest() {
        Instant early = Instant.parse("2024-01-01T00:00:00Z");
        List<Message> messages = transcribed(imported(
                "odd",
                line("later", "early", MessageRole.ASSISTANT, "later", early.plusSeconds(1)),
                line("early", "later", MessageRole.USER, "early", early),
                line("self", "self", MessageRole.USER, "self", early.plusSeconds(9)),
                line("lost", "nowhere", MessageRole.USER, "lost", early.plusSeconds(5)),
                line("follows", "lost", MessageRole.ASSISTANT, "follows")));

        assertThat(messages).extracting(Message::content).containsExactly("lost", "follows", "early", "later", "self");
        assertThat(messages.get(1).createdAt()).isEqualTo(early.plusSeconds(5));
        assertThat(messages.get(2).parentId()).isEmpty();
        assertThat(messages.get(3).parentId()).contains(messages.get(2).id());
    }

    @Test
    void aLongChainShouldNeedNoDeepStack() {
        List<ImportedConversation.Line> lines = new ArrayList<>();
        for (int i = 20_000; i > 0; i--) {
            lines.add(line("n" + i, i == 1 ? null : "n" + (i - 1), MessageRole.USER, "turn"));
        }

        assertThat(transcribed(ImportedConversation.ofLines("chain", Optional.empty(), lines)))
                .hasSize(20_000)
                .last()
                .satisfies(last -> assertThat(last.seq()).isEqualTo(20_000));
    }

    @Test
    void theHeadShouldBeWhereTheReaderWasElseTheNewestLeaf() {
        Instant at = Instant.parse("2024-01-01T00:00:00Z");
        List<ImportedConversation.Line> lines = List.of(
                line("q", null, MessageRole.USER, "q", at),
                line("old", "q", MessageRole.ASSISTANT, "old", at.plusSeconds(1)),
                line("new", "q", MessageRole.ASSISTANT, "new", at.plusSeconds(2)),
                line("tool", "old", null, "", at.plusSeconds(3)));

        assertThat(head(lines, "tool")).isEqualTo("old");
        assertThat(head(lines, "unknown")).isEqualTo("new");
        assertThat(head(lines, null)).isEqualTo("new");
    }

    private String head(List<ImportedConversation.Line> lines, @Nullable String current) {
        return new ConversationImporter(new WordCounter(), InstantSource.fixed(NOW))
                .toTranscript(
                        user,
                        new ImportedConversation(
                                ImportSource.CHATGPT,
                                "one",
                                new ImportedConversation.Labels(Optional.empty(), false, false),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.ofNullable(current),
                                lines))
                .orElseThrow()
                .head()
                .message()
                .content();
    }

    private void skipped(String where, String why) {
        problems.add(where + " " + why);
    }

    @Test
    void idsShouldBeVersion7OfTheRecordedTimeAndTheSameEveryTime() {
        ImportedIds ids = new ImportedIds(user, ImportSource.LINES, "imported");
        UUID id = ids.of("thing", Optional.of(StoreSamples.NOON));

        assertThat(id).isEqualTo(ids.of("thing", Optional.of(StoreSamples.NOON)));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(StoreSamples.NOON.toEpochMilli());
        ImportedIds timeless = new ImportedIds(user, ImportSource.CHATGPT, "imported");
        assertThat(timeless.of("thing", Optional.of(StoreSamples.NOON)))
                .isEqualTo(timeless.of("thing", Optional.empty()));
        assertThat(timeless.of("thing", Optional.empty())).isNotEqualTo(ids.of("thing", Optional.empty()));
        assertThat(ids.of("another", Optional.of(StoreSamples.NOON))).isNotEqualTo(id);
        assertThat(new ImportedIds(new UserId(UUID.randomUUID()), ImportSource.LINES, "imported")
                        .of("thing", Optional.empty()))
                .isNotEqualTo(ids.of("thing", Optional.empty()));
    }
}
