package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends searches to Elasticsearch, each to the one shard of the user.
 *
 * @param alias of the index that is searched
 * @param patience after which the server gives up, so that it says so itself and frees its thread
 */
record SearchServer(ElasticsearchClient client, String alias, Duration patience, ElasticsearchGuard calls) {

    /** Less than a client for searches waits. */
    static final Duration PROMPT = Duration.ofMillis(500);

    private static final String HAVING = "having";

    /** The beginning of a search. */
    SearchRequest.Builder request(UserId user) {
        return new SearchRequest.Builder()
                .index(alias)
                .routing(user.toString())
                .timeout(patience.toMillis() + "ms")
                .allowPartialSearchResults(false);
    }

    SearchResponse<StoredMessage> send(SearchRequest request) {
        SearchResponse<StoredMessage> response = calls.call(() -> client.search(request, StoredMessage.class));
        if (response.timedOut()) {
            throw new DomainException.Unavailable("The search took too long.", null);
        }
        return response;
    }

    /** The weights of a list: those that it began with, or else those of now, which take a call when there are several. */
    Rarity rarity(UserId user, MessageQuery query, Sought sought, Optional<HitPosition> after) {
        if (after.isPresent()) {
            return after.get().rarity();
        }
        if (query.sort() != Sort.RELEVANCE || !sought.hasChoice()) {
            return Rarity.even(sought);
        }
        SearchResponse<StoredMessage> counted = send(counting(user, query, sought));
        @Nullable TotalHits all = counted.hits().total();
        List<Long> having = Optional.ofNullable(counted.aggregations().get(HAVING))
                .map(it -> it.filters().buckets().array())
                .orElseThrow(() -> new DomainException.Broken("The search index did not count words.", null))
                .stream()
                .map(FiltersBucket::docCount)
                .toList();
        return Rarity.of(having, all == null ? 0 : all.value());
    }

    private SearchRequest counting(UserId user, MessageQuery query, Sought sought) {
        List<Query> words =
                sought.words().stream().map(MatchingMessages::spelledAnyhow).toList();
        return request(user)
                .query(own -> own.bool(bool -> bool.filter(MessageFilters.of(user, query.filters()))))
                .aggregations(HAVING, having -> having.filters(it -> it.filters(each -> each.array(words))))
                .trackTotalHits(track -> track.enabled(true))
                .size(0)
                .build();
    }
}
