package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.search.Excerpts;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches the messages in Elasticsearch. One call each, on the one shard of the user. */
public final class ElasticsearchMessageSearch implements MessageSearch {

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls = new ElasticsearchGuard("elasticsearch-search");

    /** @param client one that does not wait long */
    public ElasticsearchMessageSearch(ElasticsearchClient client, MessageIndexSchema schema) {
        this.client = client;
        alias = schema.alias();
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        SearchRequest request = new MessageSearchRequest(alias, user, query).build();
        SearchResponse<StoredMessage> response = calls.call(() -> client.search(request, StoredMessage.class));
        if (response.timedOut()) {
            throw new DomainException.Unavailable("The search took too long.", null);
        }
        Page<Hit<StoredMessage>, String> page = Page.of(
                        response.hits().hits(), query.page().limit(), ElasticsearchMessageSearch::position)
                .within(ElasticsearchMessageSearch::bytes, ElasticsearchMessageSearch::position);
        Map<String, Aggregate> facets = response.aggregations();
        return new MessageHits(
                page.items().stream().map(hit -> hit(hit, query.terms())).toList(),
                total(response.hits().total()),
                Map.of(
                        MessageSearchRequest.ROLE,
                        terms(facets, MessageSearchRequest.ROLE),
                        MessageSearchRequest.MODEL,
                        terms(facets, MessageSearchRequest.MODEL),
                        MessageSearchRequest.MONTH,
                        months(facets)),
                page.next(),
                false);
    }

    private static String position(Hit<StoredMessage> hit) {
        return SearchPosition.of(hit.sort());
    }

    /** In memory. */
    private static long bytes(Hit<StoredMessage> hit) {
        StoredMessage source = hit.source();
        return source == null ? 0 : 2L * source.chars();
    }

    private static MessageHits.Hit hit(Hit<StoredMessage> hit, QueryText terms) {
        StoredMessage source = hit.source();
        if (source == null) {
            throw new DomainException.Broken("The search index returned a hit without its message.", null);
        }
        Double score = hit.score();
        return new MessageHits.Hit(
                source.message(),
                Optional.ofNullable(source.title()),
                score == null ? 0 : score,
                highlights(hit.highlight(), source.content(), terms));
    }

    /** The server marks hits in the content, but does not know where parts of words are in it. */
    static List<String> highlights(Map<String, List<String>> highlight, String content, QueryText terms) {
        List<String> marked = highlight.getOrDefault(MessageSearchRequest.CONTENT, List.of());
        return marked.isEmpty() ? Excerpts.of(terms, content) : marked;
    }

    private static MessageHits.Total total(@Nullable TotalHits total) {
        return total == null
                ? new MessageHits.Total(0, false)
                : new MessageHits.Total(total.value(), total.relation() == TotalHitsRelation.Eq);
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
