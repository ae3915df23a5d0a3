package bot.conversational.adapters.postgres.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.search.GroupedMessageSearch;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.MessageSearchSpellingContract;
import bot.conversational.domain.search.MessageSearchTextContract;
import bot.conversational.domain.search.ModelBasedIndex;
import bot.conversational.domain.search.RandomSearches;
import bot.conversational.domain.search.SteadySearchContract;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class JdbiMessageSearchIT implements MessageSearchTextContract, MessageSearchSpellingContract, SteadySearchContract {

    private static final int RANDOM_SEARCHES = 150;

    private final Jdbi jdbi = TestDatabase.shared().jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);
    private final MessageSearch search = new JdbiMessageSearch(jdbi);

    @Override
    public MessageIndex index() {
        return new MessagesOfDocuments(jdbi);
    }

    @Override
    public MessageSearch search() {
        return search;
    }

    @Override
    public void settle() {}

    @Test
    void searchShouldNeverFindAnothers() {
        Dialogue mine = Dialogue.of(stores);
        mine.exchange("a shared secret", "an answer");
        Dialogue anothers = Dialogue.of(stores);
        anothers.exchange("a shared secret", "an answer");

        MessageHits hits = search(mine.user(), "secret");
        assertThat(hits.items()).singleElement().satisfies(hit -> {
            assertThat(hit.message().conversationId()).isEqualTo(mine.id());
            assertThat(hit.highlights()).containsExactly("a shared <em>secret</em>");
            assertThat(hit.title()).contains("About a shared secret");
        });
        assertThat(hits.degraded()).isTrue();
        assertThat(hits.total()).isEqualTo(new MessageHits.Total(1, true));
    }

    @Test
    void searchShouldGiveWholeMessagesButFindOnlyTheirTexts() {
        Dialogue dialogue = Dialogue.of(stores);
        NewTurn turn = dialogue.asking(PartSamples.question());
        stores.turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(
                turn, PartSamples.answer(), MessageStatus.COMPLETED, Optional.of(FinishReason.TOOL_CALLS));
        stores.turns().end(dialogue.user(), dialogue.id(), 1, answer);

        assertThat(search(dialogue.user(), "see").items())
                .map(MessageHits.Hit::message)
                .containsExactly(answer.message());
        assertThat(search(dialogue.user(), "thought").items()).isEmpty();
    }

    @Test
    void searchesOfTwoUsersShouldNeverFindEachOthersMessages() {
        ModelBasedIndex ada = twin("adasign");
        ModelBasedIndex bob = twin("bobsign");
        long seed = System.nanoTime();

        RandomSearches searches =
                new RandomSearches(search, new GroupedMessageSearch(search)).run(seed, RANDOM_SEARCHES, ada, bob);

        assertThat(searches.foreign()).as("seed %d", seed).isEmpty();
        assertThat(searches.searches()).isEqualTo(2 * RANDOM_SEARCHES);
        assertThat(searches.found()).as("found anything at all").isGreaterThan(RANDOM_SEARCHES / 2);
    }

    private ModelBasedIndex twin(String sign) {
        UserId user = StoreSamples.newUser(stores);
        Set<MessageId> messages = new HashSet<>();
        Set<ConversationId> conversations = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Dialogue dialogue = Dialogue.of(stores, user);
            conversations.add(dialogue.id());
            for (int n = 4 * i; n < 4 * i + 4; n += 2) {
                NewTurn turn = dialogue.asking(ModelBasedIndex.text(n, sign));
                messages.add(turn.question().orElseThrow().message().id());
                messages.add(dialogue.complete(turn, ModelBasedIndex.text(n + 1, sign))
                        .message()
                        .id());
            }
        }
        return new ModelBasedIndex(user, sign, "model of " + sign, messages, conversations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "' or true --",
                "a:b",
                "!",
                "&|()",
                "<->",
                "%",
                "it's a:* & b",
                "\uD83D\uDE80",
                "x' y\" z\\ w!"
            })
    void searchShouldNeverFailWhateverSqlMakesOfTheText(String text) {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange("plain", "text");
        for (String hostile : List.of(text, "-" + text, "\"" + text + "\"", "word " + text, "pre* " + text)) {
            assertThat(search(dialogue.user(), hostile).items()).hasSizeLessThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void searchShouldPageWithoutGapOrRepeat(Sort sort) {
        Dialogue dialogue = Dialogue.of(stores);
        for (int i = 0; i < 4; i++) {
            dialogue.exchange("word ".repeat(i + 1) + i, "the word " + i);
        }
        List<String> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            MessageHits page = search.search(
                    dialogue.user(), new MessageQuery("word", Filters.NONE, sort, new PageRequest<>(3, after)));
            page.items().forEach(hit -> paged.add(hit.message().content()));
            after = page.next();
        } while (after.isPresent() && paged.size() < 50);

        List<String> whole = search
                .search(dialogue.user(), new MessageQuery("word", Filters.NONE, sort, PageRequest.first(50)))
                .items()
                .stream()
                .map(hit -> hit.message().content())
                .toList();
        assertThat(whole).hasSize(8);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void searchShouldFilter() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange("a word", "the same word");
        Filters byRole = new Filters(
                Optional.of(MessageRole.ASSISTANT),
                Optional.of(dialogue.id()),
                Optional.of("a-model"),
                Optional.empty(),
                Optional.of(dialogue.state().conversation().createdAt()),
                Optional.of(dialogue.state().conversation().createdAt().plus(Duration.ofDays(1))),
                ConversationFilter.archived(false));

        assertThat(search.search(dialogue.user(), new MessageQuery("word", byRole, Sort.NEWEST, PageRequest.first(9)))
                        .items())
                .extracting(hit -> hit.message().content())
                .containsExactly("the same word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1,2]",
                "1:2:3",
                "0:1:00000000-0000-0000-0000-00000000000",
                "e:1:00000000-0000-0000-0000-000000000000"
            })
    void searchShouldRefuseWhenThePositionIsNone(String position) {
        MessageQuery query =
                new MessageQuery("word", Filters.NONE, Sort.NEWEST, new PageRequest<>(3, Optional.of(position)));
        UserId user = Dialogue.of(stores).user();

        assertThatThrownBy(() -> search.search(user, query)).isInstanceOf(DomainException.Malformed.class);
    }

    /** However long other statements may take, and however many messages there are: nobody waits longer for a search. */
    @Test
    void searchShouldBeCancelledBeforeAnythingElseIs() {
        Dialogue dialogue = Dialogue.of(stores);
        MessageSearch patient = new JdbiMessageSearch(
                PostgresJdbi.create(TestDatabase.shared().dataSource(), TestDatabase.STATEMENT_TIMEOUT.plusMinutes(1)));
        try (Handle writer = jdbi.open()) {
            writer.begin();
            writer.execute("lock table messages in access exclusive mode");
            assertThatThrownBy(() -> search(patient, dialogue.user(), "straw"))
                    .isInstanceOf(DomainException.Unavailable.class)
                    .rootCause()
                    .extracting(cause -> ((PSQLException) cause).getSQLState())
                    .as("of a server that would go on")
                    .isEqualTo(PSQLState.QUERY_CANCELED.getState());
            writer.rollback();
        }
    }

    @Test
    void searchShouldBeUnavailableWhenTheDatabaseIsAway() {
        Dialogue dialogue = Dialogue.of(stores);
        search(dialogue.user(), "word");
        try (PausedEngine frozen = PausedEngine.freeze(Engines.postgres())) {
            assertThatThrownBy(() -> search(dialogue.user(), "word")).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    private static MessageHits search(MessageSearch search, UserId user, String text) {
        return search.search(user, new MessageQuery(text, Filters.NONE, Sort.RELEVANCE, PageRequest.first(50)));
    }
}
