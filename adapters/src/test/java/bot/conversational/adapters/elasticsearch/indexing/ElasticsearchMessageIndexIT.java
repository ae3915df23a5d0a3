package bot.conversational.adapters.elasticsearch.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.search.ElasticsearchMessageSearch;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.indexing.MessageIndexContract;
import bot.conversational.domain.search.ConversationSearch;
import bot.conversational.domain.search.ConversationSearchContract;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.MessageSearchContract;
import bot.conversational.domain.search.MessageSearchSpellingContract;
import bot.conversational.domain.search.MessageSearchTextContract;
import bot.conversational.domain.search.SteadySearchContract;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.Time;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ElasticsearchMessageIndexIT
        implements MessageIndexContract,
                MessageSearchContract,
                MessageSearchTextContract,
                MessageSearchSpellingContract,
                SteadySearchContract,
                ConversationSearchContract {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();

    /** Of tests that wait, not of callers. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final MessageIndex INDEX = SERVER.index(SERVER.schema());

    private final MessageSearch search = SERVER.search(SERVER.schema());
    private final ConversationSearch conversations = SERVER.discovery(SERVER.schema());

    @AfterAll
    static void close() {
        SERVER.close();
        assertThat(SERVER.warnings()).as("deprecation warnings").isEmpty();
    }

    @Override
    public MessageIndex index() {
        return INDEX;
    }

    @Override
    public MessageSearch search() {
        return (user, query) -> patiently(() -> search.search(user, query));
    }

    @Override
    public ConversationSearch conversations() {
        return (user, query) -> patiently(() -> conversations.search(user, query));
    }

    /** On a machine that stood still for half a second a search takes too long, whatever it asks for. */
    private static <T> T patiently(Supplier<T> search) {
        try {
            return search.get();
        } catch (DomainException.Unavailable e) {
            LockSupport.parkNanos(e.retryAfter().toNanos());
            return search.get();
        }
    }

    @Override
    public void settle() {
        SERVER.refresh();
    }

    @Override
    public Outage outage() {
        return SERVER.outage();
    }

    @Test
    void writeShouldMakeMessagesFindableByItself() throws IOException {
        String index = SERVER.schema().version(1).index();
        assertThat(String.valueOf(SERVER.client()
                        .indices()
                        .getSettings(it -> it.index(index))
                        .get(index)))
                .as("twice within the second that is promised")
                .contains("\"refresh_interval\":\"500ms\"");
        UserId user = new UserId(UUID.randomUUID());
        // A shard that is not searched for half a minute stops refreshing by itself, unless it is told an interval.
        assertThat(find(search, user, "soon")).isEmpty();

        INDEX.write(List.of(DocumentBuilder.of(user).saying("soon").put()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(find(search, user, "soon")).hasSize(1));
    }

    @Test
    void writeShouldRefuseOneMessageAndKeepTheOthersWhenAMessageDoesNotFit() throws Exception {
        MessageIndexSchema schema = SERVER.schema("numbers");
        SERVER.client()
                .indices()
                .create(it -> it.index(schema.version(1).index()).withJson(new StringReader("""
                                {
                                  "aliases": {"%s": {}, "%s": {}},
                                  "mappings": {"properties": {"content": {"type": "integer"}}}
                                }
                                """.formatted(
                                schema.alias(), schema.version(1).writes()))));
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument text = DocumentBuilder.of(user).saying("private text").build();
        MessageDocument number = DocumentBuilder.of(user).saying("42").build();

        List<MessageIndex.Rejection> rejections = SERVER.versions(schema)
                .index(schema.version(1).index())
                .write(List.of(new IndexEntry.Put(text), new IndexEntry.Put(number)));

        assertThat(rejections)
                .containsExactly(
                        new MessageIndex.Rejection(text, "document_parsing_exception by number_format_exception"));
        assertThat(SERVER.client()
                        .exists(it -> it.index(schema.alias())
                                .id(number.message().id().toString())
                                .routing(user.toString()))
                        .value())
                .isTrue();
    }

    @Test
    void writeShouldKeepAConversationRemovedWhenTheServerHasForgottenTheDeletion() throws Exception {
        MessageIndexSchema schema = SERVER.schema("forgetful");
        MessageIndex index = SERVER.index(schema);
        // How long a deleted document's version is remembered; a minute unless it is told.
        SERVER.client()
                .indices()
                .putSettings(it -> it.index(schema.version(1).index())
                        .settings(settings -> settings.gcDeletes(Time.of(t -> t.time("0s")))));
        UserId user = new UserId(UUID.randomUUID());
        ConversationId gone = new ConversationId(UUID.randomUUID());
        IndexEntry late = DocumentBuilder.of(user).in(gone).saying("late word").put();
        index.write(List.of(late));
        index.write(List.of(new IndexEntry.RemoveConversation(user, gone, 2)));
        SERVER.refresh();

        index.write(List.of(late));

        SERVER.refresh();
        assertThat(find(SERVER.search(schema), user, "word")).isEmpty();
    }

    @Test
    void writeShouldBeUnavailableWhenTheIndexIsReadOnly() throws Exception {
        MessageIndexSchema schema = SERVER.schema("full");
        MessageIndex index = SERVER.index(schema);
        UserId user = new UserId(UUID.randomUUID());
        List<IndexEntry> entries =
                List.of(DocumentBuilder.of(user).saying("kept").put());
        readOnly(schema, true);

        assertThatThrownBy(() -> index.write(entries)).isInstanceOf(DomainException.Unavailable.class);

        readOnly(schema, false);
        assertThat(index.write(entries)).isEmpty();
    }

    @Test
    void writeShouldBeUnavailableAndMakeNoIndexWhenThereIsNone() throws Exception {
        MessageIndexSchema schema = SERVER.schema("missing");
        UserId user = new UserId(UUID.randomUUID());
        List<IndexEntry> entries = List.of(DocumentBuilder.of(user).put());

        MessageIndex missing = SERVER.versions(schema).index(schema.version(1).index());

        assertThatThrownBy(() -> missing.write(entries)).isInstanceOf(DomainException.Unavailable.class);
        assertThatThrownBy(() -> find(SERVER.search(schema), user, "word"))
                .isInstanceOf(DomainException.Unavailable.class);

        assertThat(SERVER.client()
                        .indices()
                        .exists(it -> it.index(schema.allVersions()).allowNoIndices(false))
                        .value())
                .isFalse();
    }

    @Test
    void searchShouldFailFastWhenTheServerWasSilentAMomentAgo() {
        UserId user = new UserId(UUID.randomUUID());
        AtomicInteger requests = new AtomicInteger();
        try (ElasticsearchClients clients =
                ElasticsearchFixture.clients((request, context) -> requests.incrementAndGet())) {
            MessageSearch fresh = ElasticsearchMessageSearch.prompt(
                    clients.searching(), SERVER.schema(), anybody -> List.of(), Runnable::run);
            try (Outage outage = outage()) {
                assertThatThrownBy(() -> find(fresh, user, "word")).isInstanceOf(DomainException.Unavailable.class);
                assertThat(requests).hasValue(1);
                assertThatThrownBy(() -> find(fresh, user, "word")).isInstanceOf(DomainException.Unavailable.class);
                assertThat(requests).as("none more: it fails at once").hasValue(1);
            }
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(DomainException.Unavailable.class)
                    .untilAsserted(() -> assertThat(find(fresh, user, "word")).isEmpty());
        }
    }

    private static List<MessageHits.Hit> find(MessageSearch search, UserId user, String text) {
        return search.search(
                        user,
                        new MessageQuery(
                                text, MessageQuery.Filters.NONE, MessageQuery.Sort.NEWEST, PageRequest.first(10)))
                .items();
    }

    private static void readOnly(MessageIndexSchema schema, boolean value) throws Exception {
        SERVER.client()
                .indices()
                .putSettings(it -> it.index(schema.version(1).index())
                        .settings(settings -> settings.blocks(blocks -> blocks.readOnlyAllowDelete(value))));
    }
}
