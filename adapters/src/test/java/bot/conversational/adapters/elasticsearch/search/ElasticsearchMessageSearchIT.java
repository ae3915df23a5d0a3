package bot.conversational.adapters.elasticsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.DocumentBuilder;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search makes of the index, and of messages that the index does not have yet. */
class ElasticsearchMessageSearchIT {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();
    private static final MessageIndex INDEX = SERVER.index(SERVER.schema());

    private final UserId user = new UserId(UUID.randomUUID());
    private final List<MessageDocument> newest = new ArrayList<>();
    private final MessageSearch search = SERVER.search(SERVER.schema(), anybody -> List.copyOf(newest));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private void index(List<MessageDocument> documents) {
        assertThat(INDEX.write(documents.stream()
                        .map(it -> (IndexEntry) new IndexEntry.Put(it))
                        .toList()))
                .isEmpty();
        SERVER.refresh();
    }

    private List<MessageDocument> documents(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> DocumentBuilder.of(user)
                        .saying("word " + (i % 3 == 0 ? "third " : "") + (i % 7 == 0 ? "rare " : "")
                                + "more ".repeat(i % 5) + i)
                        .at("2026-03-01T12:00:%02d.123Z".formatted(i))
                        .build())
                .toList();
    }

    private MessageHits page(String text, Sort sort, int limit, Optional<String> after) {
        return search.search(user, new MessageQuery(text, Filters.NONE, sort, new PageRequest<>(limit, after)));
    }

    @Test
    void searchShouldFindWhatTheIndexDoesNotHave() {
        index(documents(0, 3));
        newest.addAll(documents(3, 6));

        MessageHits hits = page("word", Sort.NEWEST, 50, Optional.empty());

        assertThat(hits.items())
                .extracting(hit -> hit.message().content())
                .first()
                .isEqualTo("word 5");
        assertThat(hits.items())
                .hasSize(6)
                .allSatisfy(hit ->
                        assertThat(hit.highlights()).singleElement().asString().startsWith("<em>word</em>"));
        assertThat(hits.total()).isEqualTo(new MessageHits.Total(6, true));
        assertThat(hits.facets().get("role")).containsExactly(new MessageHits.Facet("assistant", 6));
        assertThat(hits.facets().get("month")).containsExactly(new MessageHits.Facet("2026-03", 6));
    }

    @Test
    void searchShouldShowAMessageOnceAndAsItIsNowWhenTheIndexHasItToo() {
        MessageId id = new MessageId(UUID.randomUUID());
        MessageDocument indexed =
                DocumentBuilder.of(user).id(id).saying("the word").build();
        index(List.of(indexed));
        newest.add(DocumentBuilder.of(user)
                .id(id)
                .saying("the word")
                .archived()
                .version(2)
                .build());

        assertThat(page("word", Sort.RELEVANCE, 50, Optional.empty()).total().value())
                .isEqualTo(1);
        Filters open = new Filters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConversationFilter.archived(false));
        assertThat(search.search(user, new MessageQuery("word", open, Sort.NEWEST, PageRequest.first(5)))
                        .items())
                .isEmpty();
    }

    @Test
    void searchShouldNotShowNewMessagesThatDoNotMatch() {
        newest.add(DocumentBuilder.of(user).saying("something else").build());

        assertThat(page("word", Sort.RELEVANCE, 50, Optional.empty()).total())
                .isEqualTo(new MessageHits.Total(0, true));
        assertThat(page("word -else", Sort.NEWEST, 50, Optional.empty()).items())
                .isEmpty();
    }

    /** Between two pages the index gets what it did not have, and newer messages come. */
    @ParameterizedTest
    @EnumSource(Sort.class)
    void pagesShouldShowEachOnceWhileTheIndexCatchesUp(Sort sort) {
        List<MessageDocument> all = documents(0, 40);
        index(all.subList(0, 20));
        newest.addAll(all.subList(20, 30));
        List<UUID> whole = new ArrayList<>();
        page("word third rare", sort, 50, Optional.empty())
                .items()
                .forEach(hit -> whole.add(hit.message().id().value()));

        List<UUID> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int caughtUp = 20;
        do {
            MessageHits page = page("word third rare", sort, 4, after);
            page.items().forEach(hit -> paged.add(hit.message().id().value()));
            after = page.next();
            if (caughtUp < 36) {
                index(all.subList(caughtUp, caughtUp + 4));
                newest.clear();
                caughtUp += 4;
                newest.addAll(all.subList(caughtUp, Math.min(40, caughtUp + 10)));
            }
        } while (after.isPresent() && paged.size() < 100);

        assertThat(whole).hasSize(30);
        assertThat(paged).doesNotHaveDuplicates();
        assertThat(paged.stream().filter(whole::contains)).isEqualTo(whole);
    }

    @Test
    void searchShouldGoOnWithoutThemWhenTheyAreLateOrAway() {
        index(documents(0, 3));
        CountDownLatch never = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            MessageSearch late = SERVER.search(SERVER.schema(), anybody -> await(never), threads);
            MessageSearch away = SERVER.search(SERVER.schema(), anybody -> {
                throw new DomainException.Unavailable("The database is away.", null);
            });
            MessageQuery query = new MessageQuery("word", Filters.NONE, Sort.NEWEST, PageRequest.first(5));

            assertThat(late.search(user, query).items()).hasSize(3);
            assertThat(away.search(user, query).items()).hasSize(3);
            never.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "word, RELEVANCE, 1, 1",
        "word rare, RELEVANCE, 2, 1",
        "WORD word, RELEVANCE, 1, 1",
        "word rare, NEWEST, 1, 1",
        "word rare, OLDEST, 1, 1",
        "wor* rar*, RELEVANCE, 1, 1",
        "word \"more more\", RELEVANCE, 1, 1",
        "word -absent, RELEVANCE, 1, 1",
        "word third rare more, RELEVANCE, 2, 1",
        "word third rare more, NEWEST, 1, 1"
    })
    void searchShouldCallTheServerOnceMoreForHowRareWordsAre(String text, Sort sort, int first, int further) {
        index(documents(0, 40));
        AtomicInteger requests = new AtomicInteger();
        try (ElasticsearchClients clients =
                ElasticsearchFixture.clients((request, context) -> requests.incrementAndGet())) {
            MessageSearch counted = ElasticsearchMessageSearch.prompt(
                    clients.searching(), SERVER.schema(), anybody -> List.of(), Runnable::run);
            MessageQuery query = new MessageQuery(text, Filters.NONE, sort, PageRequest.first(2));

            MessageHits hits = counted.search(user, query);
            assertThat(requests.getAndSet(0)).isEqualTo(first);
            counted.search(user, query.from(new PageRequest<>(2, hits.next())));
            assertThat(requests.getAndSet(0)).isEqualTo(further);
            assertThat(counted.search(user, query))
                    .as("asked again")
                    .usingRecursiveComparison()
                    .ignoringFields("items.excerpts")
                    .isEqualTo(hits);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void searchForMeasuringShouldGiveTheServerMoreTime() {
        List<String> bodies = new ArrayList<>();
        MessageQuery query = new MessageQuery("word", Filters.NONE, Sort.NEWEST, PageRequest.first(2));
        try (ElasticsearchClients clients = ElasticsearchFixture.clients((request, context) -> {
            HttpEntity entity = ((HttpEntityEnclosingRequest) request).getEntity();
            bodies.add(new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8));
        })) {
            ElasticsearchMessageSearch.prompt(clients.searching(), SERVER.schema(), anybody -> List.of(), Runnable::run)
                    .search(user, query);
            ElasticsearchMessageSearch.patient(clients.reporting(), SERVER.schema())
                    .search(user, query);
        }

        assertThat(bodies)
                .satisfiesExactly(
                        prompt -> assertThat(prompt).contains("\"timeout\":\"500ms\""),
                        patient -> assertThat(patient).contains("\"timeout\":\"4000ms\""));
    }

    /** Such an index is searched until that of this version is filled. */
    @ParameterizedTest
    @ValueSource(
            strings = {"quick", "QUICK absent", "\"quick fox\"", "qui*", "user", "getUserById", "getUs*", "fox -cat"})
    void searchShouldFindInAnIndexOfTheVersionBefore(String text) throws IOException {
        MessageIndexSchema schema = SERVER.schema(UUID.randomUUID().toString());
        SERVER.client()
                .indices()
                .create(it ->
                        it.index(schema.alias() + "_v2_g1").withJson(new StringReader("""
                        {
                          "aliases": {"%s": {}},
                          "mappings": {
                            "_source": {"excludes": ["parts"]},
                            "properties": {
                              "userId": {"type": "keyword"},
                              "messageId": {"type": "keyword"},
                              "conversationId": {"type": "keyword"},
                              "role": {"type": "keyword"},
                              "model": {"type": "keyword"},
                              "createdAt": {"type": "date", "format": "epoch_millis"},
                              "content": {"type": "text", "index_prefixes": {"min_chars": 2, "max_chars": 19}},
                              "parts": {"type": "text", "index_prefixes": {"min_chars": 2, "max_chars": 19}}
                            }
                          }
                        }
                        """.formatted(schema.alias()))));
        SERVER.client()
                .index(it -> it.index(schema.alias()).routing(user.toString()).withJson(new StringReader("""
                        {
                          "userId": "%s", "messageId": "%s", "conversationId": "%s", "seq": 1, "role": "user",
                          "content": "the quick fox, getUserById", "parts": ["get user by id"], "status": "completed",
                          "cached": false, "archived": false, "createdAt": 1767225600000
                        }
                        """.formatted(
                                user, UUID.randomUUID(), UUID.randomUUID()))));
        SERVER.refresh();

        for (Sort sort : Sort.values()) {
            MessageQuery query = new MessageQuery(text, Filters.NONE, sort, PageRequest.first(2));
            assertThat(SERVER.search(schema).search(user, query).items())
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.highlights()).isNotEmpty());
        }
    }

    private static List<MessageDocument> await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
