package bot.conversational.adapters.elasticsearch.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.IndexVersionName;
import bot.conversational.adapters.elasticsearch.client.MessageAnalyzer;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.DatabaseVersion;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexVersions.Fit;
import bot.conversational.domain.indexing.IndexVersions.IndexVersion;
import bot.conversational.domain.indexing.IndexVersionsContract;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpRequestInterceptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ElasticsearchIndexVersionsIT implements IndexVersionsContract {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();
    private static final DatabaseVersion CURRENT = new DatabaseVersion(UUID.randomUUID(), 1);

    private static MessageIndexSchema newSchema() {
        return SERVER.schema(UUID.randomUUID().toString());
    }

    @AfterAll
    static void close() {
        SERVER.close();
        assertThat(SERVER.warnings()).as("deprecation warnings").isEmpty();
    }

    @Override
    public Fresh fresh() {
        MessageIndexSchema schema = newSchema();
        return new Fresh(SERVER.versions(schema), SERVER.search(schema));
    }

    @Test
    void allShouldLeaveOutTheIndicesOfALongerPrefix() {
        MessageIndexSchema schema = newSchema();
        SERVER.index(new MessageIndexSchema(schema.alias() + "_v1_g1", MessageAnalyzer.STANDARD));

        assertThat(SERVER.versions(schema).all()).isEmpty();
    }

    @Test
    void allShouldSayWhenAnIndexHasAnotherAnalyzer() {
        MessageIndexSchema schema = newSchema();
        SERVER.index(schema);
        MessageIndexSchema english = new MessageIndexSchema(schema.prefix(), MessageAnalyzer.ENGLISH);

        assertThat(SERVER.versions(english).all()).extracting(IndexVersion::fit).containsExactly(Fit.OTHER_ANALYZER);
        assertThat(SERVER.versions(english).written()).hasSize(1);
    }

    @Test
    void beginShouldSayWhatToDoWhenTheServerDoesNotHaveTheAnalyzer() {
        ElasticsearchIndexVersions english = SERVER.versions(SERVER.schema("english", MessageAnalyzer.ENGLISH));

        if (SERVER.hasEnglish()) {
            english.begin(CURRENT);
        } else {
            assertThatThrownBy(() -> english.begin(CURRENT))
                    .isInstanceOf(DomainException.Broken.class)
                    .hasMessageContaining("set ELASTICSEARCH_ANALYZER=standard");
        }
    }

    @Test
    void writtenShouldTakeOnlyRemovalsForAnOlderVersion() throws IOException {
        MessageIndexSchema schema = newSchema();
        IndexVersionName older = new IndexVersionName(schema.alias(), 0, 1);
        make(schema, older);
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument document = DocumentBuilder.of(user).saying("word").build();
        ConversationId conversation = document.message().conversationId();
        SERVER.versions(schema).index(older.index()).write(List.of(new IndexEntry.Put(document)));
        assertThatThrownBy(() -> SERVER.versions(schema).written()).isInstanceOf(DomainException.Unavailable.class);

        SERVER.versions(schema).begin(CURRENT);
        List<MessageIndex> written = SERVER.versions(schema).written();
        written.forEach(it ->
                it.write(List.of(DocumentBuilder.of(user).saying("new word").put())));
        SERVER.refresh();
        assertThat(found(schema, user)).isEqualTo(1);
        written.forEach(it -> it.write(List.of(new IndexEntry.RemoveConversation(user, conversation, 9))));
        SERVER.refresh();

        assertThat(found(schema, user)).isZero();
    }

    @Test
    void writtenShouldBeUnavailableBesideANewerVersion() throws IOException {
        MessageIndexSchema schema = newSchema();
        SERVER.index(schema);
        make(schema, new IndexVersionName(schema.alias(), MessageIndexSchema.VERSION + 1, 2));

        assertThat(SERVER.versions(schema).all()).extracting(IndexVersion::fit).containsExactly(Fit.NEWER, Fit.SAME);
        assertThatThrownBy(() -> SERVER.versions(schema).written())
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void publishShouldTakeTheNameFromAnIndexThatIsNoVersionOfOurs() throws IOException {
        MessageIndexSchema schema = newSchema();
        String foreign = schema.alias() + "_v1";
        SERVER.client().indices().create(it -> it.index(foreign).aliases(schema.alias(), alias -> alias));

        SERVER.index(schema);

        assertThat(SERVER.client()
                        .indices()
                        .getAlias(it -> it.name(schema.alias()))
                        .result())
                .containsOnlyKeys(schema.version(1).index());
        assertThat(SERVER.client().indices().exists(it -> it.index(foreign)).value())
                .isTrue();
    }

    /** As when another node publishes a newer version meanwhile. */
    @Test
    void writeShouldMakeNoIndexWhenItsVersionGoesInTheMiddleOfARemoval() throws IOException {
        MessageIndexSchema schema = newSchema();
        UserId user = new UserId(UUID.randomUUID());
        MessageDocument document = DocumentBuilder.of(user).saying("word").build();
        SERVER.index(schema).write(List.of(new IndexEntry.Put(document)));
        String name = schema.version(1).index();
        List<IndexEntry> removal = List.of(
                new IndexEntry.RemoveConversation(user, document.message().conversationId(), 9));
        AtomicInteger bulks = new AtomicInteger();
        HttpRequestInterceptor goes = (request, context) -> {
            // The first is the tombstone, the second deletes the messages.
            if (request.getRequestLine().getUri().contains("_bulk") && bulks.incrementAndGet() == 2) {
                SERVER.client().indices().delete(it -> it.index(name));
            }
        };

        try (ElasticsearchClients clients = ElasticsearchFixture.clients(goes)) {
            MessageIndex index = new ElasticsearchIndexVersions(clients.writing(), schema).index(name);
            assertThatThrownBy(() -> index.write(removal)).isInstanceOf(DomainException.Unavailable.class);
        }

        assertThat(bulks).hasValue(2);
        assertThat(SERVER.client()
                        .indices()
                        .exists(it -> it.index(schema.allVersions()).allowNoIndices(false))
                        .value())
                .isFalse();
    }

    private static void make(MessageIndexSchema schema, IndexVersionName name) throws IOException {
        SERVER.client().indices().create(it -> it.index(name.index()).withJson(schema.body(name.writes())));
        SERVER.client().indices().putAlias(it -> it.index(name.index()).name(schema.alias()));
    }

    private static long found(MessageIndexSchema schema, UserId user) {
        return SERVER.search(schema)
                .search(
                        user,
                        new MessageQuery(
                                "word", MessageQuery.Filters.NONE, MessageQuery.Sort.NEWEST, PageRequest.first(5)))
                .total()
                .value();
    }
}
