package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.FoundMessages;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.NewestMessages;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Searches the messages in Elasticsearch, and the newest of them, which may not be there yet, where they come from. One
 * call of Elasticsearch, and one more for the first page of a list by relevance when the query has several words that the
 * user did not search for a moment ago.
 */
public final class ElasticsearchMessageSearch implements MessageSearch {

    /** Less than a client for reports waits. */
    private static final Duration PATIENT = Duration.ofSeconds(4);

    private final SearchServer server;
    private final WordWeights weights;
    private final NewestInTime newest;

    private ElasticsearchMessageSearch(SearchServer server, NewestInTime newest) {
        this.server = server;
        weights = new WordWeights(server);
        this.newest = newest;
    }

    /**
     * For people who wait for it.
     *
     * @param client one that does not wait long
     * @param threads for calls that a search goes on without
     */
    public static ElasticsearchMessageSearch prompt(
            ElasticsearchClient client, MessageIndexSchema schema, NewestMessages newest, Executor threads) {
        ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-search");
        return new ElasticsearchMessageSearch(
                new SearchServer(client, schema.alias(), SearchServer.PROMPT, calls),
                new NewestInTime(newest, threads));
    }

    /**
     * For measuring what the index finds, be it late.
     *
     * @param client one that may take its time
     */
    public static ElasticsearchMessageSearch patient(ElasticsearchClient client, MessageIndexSchema schema) {
        ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-evaluation");
        return new ElasticsearchMessageSearch(
                new SearchServer(client, schema.alias(), PATIENT, calls),
                new NewestInTime(user -> List.of(), Runnable::run));
    }

    /** How far the breaker before it is open, see {@link ElasticsearchGuard#openness}. */
    public double openness() {
        return server.calls().openness();
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        Sought sought = Sought.of(query.terms());
        Optional<HitPosition> after = query.page().after().map(text -> HitPosition.parse(query.sort(), sought, text));
        CompletableFuture<List<MessageDocument>> asked = newest.of(user);
        Rarity rarity = weights.of(user, query.sort(), sought, after);
        List<MessageDocument> fresh = asked.join();
        SearchResponse<StoredMessage> response = server.send(MessageSearchRequest.of(
                server.request(user), matching(user, query, fresh, sought, rarity), query, after));
        FoundMessages found = new FoundMessages(query, rarity, after);
        response.hits().hits().forEach(hit -> add(query, hit, found));
        found.addMatching(sought, fresh);
        return found.page(total(response.hits().total()), facets(response.aggregations()));
    }

    private static Query matching(
            UserId user, MessageQuery query, List<MessageDocument> but, Sought sought, Rarity rarity) {
        List<Query> filters = MessageFilters.without(
                but.stream().map(it -> it.message().id()).toList(), MessageFilters.of(user, query.filters()));
        return new MatchingMessages(sought, rarity).query(query.sort(), filters);
    }

    private static void add(MessageQuery query, Hit<StoredMessage> hit, FoundMessages found) {
        StoredMessage source = hit.source();
        if (source == null) {
            throw new DomainException.Broken("The search index returned a hit without its message.", null);
        }
        found.add(
                MessageSearchRequest.rank(query.sort(), hit),
                source.message(),
                Optional.ofNullable(source.title()),
                2L * source.chars());
    }

    private static MessageHits.Total total(@Nullable TotalHits total) {
        return total == null
                ? new MessageHits.Total(0, false)
                : new MessageHits.Total(total.value(), total.relation() == TotalHitsRelation.Eq);
    }

    private static Map<String, List<MessageHits.Facet>> facets(Map<String, Aggregate> counted) {
        return Map.of(
                MessageSearchRequest.ROLE,
                terms(counted, MessageSearchRequest.ROLE),
                MessageSearchRequest.MODEL,
                terms(counted, MessageSearchRequest.MODEL),
                MessageSearchRequest.MONTH,
                months(counted));
    }

    private static List<MessageHits.Facet> terms(Map<String, Aggregate> facets, String name) {
        return facet(facets, name).sterms().buckets().array().stream()
                .map(bucket -> new MessageHits.Facet(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }

    private static List<MessageHits.Facet> months(Map<String, Aggregate> facets) {
        return facet(facets, MessageSearchRequest.MONTH).dateHistogram().buckets().array().stream()
                .map(bucket -> new MessageHits.Facet(String.valueOf(bucket.keyAsString()), bucket.docCount()))
                .toList();
    }

    private static Aggregate facet(Map<String, Aggregate> facets, String name) {
        Aggregate facet = facets.get(name);
        if (facet == null) {
            throw new DomainException.Broken("The search index did not count by " + name + ".", null);
        }
        return facet;
    }
}
